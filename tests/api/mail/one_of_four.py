"""Four processes that deliver one outbox at the same moment, as ``mail send`` does; started by a test.

Settings come from the environment. Prints, as JSON, what each of the four counted.
"""

import json
import os
import sys

from api.app import create_app
from api.services.mailing import delivering
from api.settings import Settings

WORKERS = 4


def main() -> None:
    app = create_app(Settings.from_env())
    start_reads, start_writes = os.pipe()
    results = []
    for _ in range(WORKERS):
        reads, writes = os.pipe()
        if os.fork() == 0:
            os.close(start_writes)
            os.read(start_reads, 1)  # until the last of them is there
            with app.app_context():
                report = delivering.deliver_due(app.config["MAILROOM"])
            os.write(writes, json.dumps(report.counts).encode())
            os._exit(0)
        os.close(writes)
        results.append(reads)
    os.close(start_writes)
    json.dump([json.loads(os.read(reads, 1000) or b"null") for reads in results], sys.stdout)


if __name__ == "__main__":
    main()
