"""`python -m wizard.providers TEMPLATE|URL|QUICK-CREATE-LINK`: what the wizard understands of it, as JSON."""

import sys

from wizard.understand_template import main

if __name__ == "__main__":
    sys.exit(main())
