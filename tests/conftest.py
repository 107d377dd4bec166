"""What all tests share: a missing text is an error here, in worker processes too."""

import os

os.environ.setdefault("LINLI_STRICT_TEXTS", "1")
