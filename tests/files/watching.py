"""How much memory the processes take that open uploads: asked of the system while they run."""

import subprocess
import threading
import time
from pathlib import Path

HIGHEST = "VmHWM:"


class Watched(subprocess.Popen):
    """Remembers the most memory, in MB, that any process begun this way had at once. Needs Linux."""

    most = 0

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        threading.Thread(target=self.watch, daemon=True).start()

    def watch(self):
        while kilobytes := self.kilobytes():
            Watched.most = max(Watched.most, kilobytes // 1024)
            time.sleep(0.002)

    def kilobytes(self):
        """Nothing once it has ended. What it had before it became our program is not counted."""
        try:
            told = Path(f"/proc/{self.pid}/status").read_text().splitlines()
            ours = "files.inside" in Path(f"/proc/{self.pid}/cmdline").read_text()
        except OSError:
            return 0
        return next((int(line.split()[1]) if ours else 1 for line in told if line.startswith(HIGHEST)), 0)
