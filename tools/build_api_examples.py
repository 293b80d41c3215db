"""Builds data/api_examples.json: what the API answers to one question for each list, as its document shows it.

For maintainers, with a demo of the reference catalogue running (``make run``), whenever a record gets another shape:
    python tools/build_api_examples.py http://localhost:8000
"""

import json
import sys
from pathlib import Path
from urllib.request import urlopen

TARGET = Path(__file__).resolve().parent.parent / "data" / "api_examples.json"
INSTEAD = "https://showcase.example"
QUESTIONS = {
    "initiatives": "city=bilbao-es",
    "cities": "q=freetown",
    "networks": "q=c40",
    "sessions": "city=utrecht-nl",
    "series": "q=live+learning",
    "reports": "kind=briefing&q=digital+technologies&series=live-learning-experience",
    "terms": "scheme=phase",
}


def answer(base, name, question):
    with urlopen(f"{base}/api/v1/{name}/?{question}") as response:  # noqa: S310 -- the address is the maintainer's own
        return json.loads(response.read().decode().replace(base, INSTEAD))


if __name__ == "__main__":
    examples = {name: answer(sys.argv[1], name, question) for name, question in QUESTIONS.items()}
    TARGET.write_text(json.dumps(examples, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(", ".join(f"{name} {example['count']}" for name, example in examples.items()))
