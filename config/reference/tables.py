"""What is the same for every file: which rows are created, which are updated, and which belong to people now."""

import json
from collections import Counter, namedtuple
from hashlib import sha256

from catalogue.models import LoadedRow
from config.reference.lines import read

CREATED, UPDATED, UNCHANGED, KEPT = "created", "updated", "unchanged", "left alone"
BATCH = 2000
Loaded = namedtuple("Loaded", "source state")


class Table:
    """One file and the rows made from it.

    A subclass says by what key a line is known, which rows exist by that key, and what values a line gives. A row that
    differs from what the loader left there, or that it never wrote, is people's: it stays as it is. A row that somebody
    deleted comes back, because what is missing is created.
    """

    file = ""
    model = None
    columns = ()  # what the loader writes or watches: a change there makes a row people's
    lists = ()  # the same for many-to-many fields
    unchecked = ()
    notes = ()  # lines to print beside the counts

    def __init__(self, directory, known):
        self.path = directory / self.file
        self.known = known
        self.name = self.file.partition(".")[0]
        self.attributes = {name: self.model._meta.get_field(name).attname for name in self.columns}
        self.counts = Counter()
        self.written = []
        self.touched = []

    def key_of(self, line):
        raise NotImplementedError

    def existing(self):
        """The rows there are, by key."""
        raise NotImplementedError

    def values(self, line, item):
        """What the line says, by column."""
        raise NotImplementedError

    def lists_from(self, line):
        """What the line says for many-to-many fields."""
        return {}

    def load(self):
        """Bring the rows up to date with the file; a handful of queries where nothing has changed."""
        loaded = LoadedRow.objects.filter(table=self.name).values_list("key", "source_hash", "state_hash")
        self.loaded = {key: Loaded(source, state) for key, source, state in loaded.iterator(BATCH)}
        self.items = self.existing()
        seen = {}
        for line in self.lines():
            with line.blamed():
                key = self.key_of(line)
                if key in seen:
                    raise ValueError(f"{key} is in line {seen[key]} already")
                seen[key] = line.number
                self.take(line, key)
        self.finish()

    def lines(self):
        return read(self.path)

    def take(self, line, key):
        """Decide what becomes of one line; the rows it needs are read only where the line is new or has changed."""
        found, loaded = self.find(line, key), self.loaded.get(key)
        if found is None:
            self.write(CREATED, line, key, self.model())
        elif loaded is None:
            self.counts[KEPT] += 1
        elif loaded.source == line.hash:
            self.counts[UNCHANGED] += 1
        elif self.state_of(item := self.locked(self.row(found))) != loaded.state:
            self.counts[KEPT] += 1
        else:
            self.write(UPDATED, line, key, item)

    def find(self, line, key):
        return self.items.get(key)

    def row(self, found):
        return found

    def locked(self, item):
        """The row as it is now, kept from others until the load ends: nobody's edit slips in between and is lost."""
        return self.model.objects.select_for_update(of=("self",)).get(pk=item.pk)

    def write(self, outcome, line, key, item):
        for name, value in self.values(line, item).items():
            setattr(item, name, value)
        item.clean_fields(exclude=self.unchecked)
        self.save(outcome, line, item)
        self.items[key] = item
        self.counts[outcome] += 1
        self.written.append((key, line, item))

    def save(self, outcome, line, item):
        item.save()
        for name, values in self.lists_from(line).items():
            getattr(item, name).set(values)
        self.touched.append(item)

    def finish(self):
        """Write down what was loaded, in one statement for many rows."""
        LoadedRow.objects.bulk_create(
            [self.loaded_row(key, line, item) for key, line, item in self.written],
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["table", "key"],
            update_fields=["source_hash", "state_hash"],
        )

    def loaded_row(self, key, line, item):
        return LoadedRow(table=self.name, key=key, source_hash=line.hash, state_hash=self.state_of(item))

    def state_of(self, item):
        """A hash of the row's watched columns and lists; a query for each list."""
        state = {name: getattr(item, attribute) for name, attribute in self.attributes.items()}
        for name in self.lists:
            state[name] = list(getattr(item, name).order_by("pk").values_list("pk", flat=True))
        return sha256(json.dumps(state, sort_keys=True, default=str).encode()).hexdigest()

    @property
    def has_changed(self):
        return bool(self.written)

    @property
    def summary(self):
        """``networks.csv: 26 created, 0 updated, 0 unchanged``."""
        told = ", ".join(f"{self.counts[outcome]:,} {outcome}" for outcome in (CREATED, UPDATED, UNCHANGED))
        kept = self.counts[KEPT]
        return f"{self.file}: {told}" + (f", {kept:,} left alone because people wrote or edited them" if kept else "")
