"""Whether Qt works here, for `--self-check`."""

from PySide6.QtGui import QFontDatabase, QGuiApplication


def describe_platform() -> str:
    """Start Qt as the window would, and name its platform and how many font families it finds."""
    application = QGuiApplication([])
    families = QFontDatabase.families()
    described = f"platform {application.platformName()}, {len(families)} font families"
    application.shutdown()
    return described
