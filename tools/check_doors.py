"""Finds code that walks around the doors: submissions read without an access queryset, states changed without workflow.

A submission is reached through ``visible_to(user)`` and its relatives; its state is changed by showcase/workflow.py.
"""

import ast
import sys
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent
ALLOWED = {"showcase/workflow.py"}
SKIPPED = {".venv", "var", "tests", "migrations", "benchmarks"}
UNSCOPED = {"all", "get", "first", "last", "get_or_create", "in_bulk", "iterator"}
SHORTCUTS = {"get_object_or_404", "get_list_or_404"}


def problems(base=BASE):
    return [
        f"{path.relative_to(base)}:{line}: {what}"
        for path in sorted(base.rglob("*.py"))
        if not SKIPPED & set(path.relative_to(base).parts) and str(path.relative_to(base)) not in ALLOWED
        for line, what in sorted(problems_of(ast.parse(path.read_text())))
    ]


def problems_of(tree):
    """Line and sentence for each way around a door."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from problems_of_call(node)
        elif isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(is_state_of_submission(target) for target in targets):
                yield node.lineno, "assigns the state of a submission; call workflow.perform"
        elif isinstance(node, ast.ClassDef) and node.name == "Submission":
            yield from own_assignments(node)


def problems_of_call(call):
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    source = ast.unparse(call.func)
    if name in UNSCOPED and source == f"Submission.objects.{name}":
        yield call.lineno, f"{source}() sees everybody's submissions; start from an access queryset"
    if name in SHORTCUTS and call.args and ast.unparse(call.args[0]) in {"Submission", "Submission.objects"}:
        yield call.lineno, f"{name}(Submission) sees everybody's submissions; start from an access queryset"
    if name == "update" and "submission" in source.lower() and any(each.arg == "state" for each in call.keywords):
        yield call.lineno, "updates the state of submissions; call workflow.perform"
    if name == "setattr" and [ast.unparse(each) for each in call.args[1:2]] == ["'state'"]:
        yield call.lineno, "sets a state by name; call workflow.perform"


def is_state_of_submission(target):
    if not (isinstance(target, ast.Attribute) and target.attr == "state"):
        return False
    return ast.unparse(target.value).lower().endswith("submission")


def own_assignments(submission):
    for node in ast.walk(submission):
        for target in getattr(node, "targets", []):
            if ast.unparse(target) == "self.state":
                yield node.lineno, "the model assigns its own state; call workflow.perform"


if __name__ == "__main__":
    found = problems()
    print("\n".join(found) or "doors are shut")
    sys.exit(bool(found))
