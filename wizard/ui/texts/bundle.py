"""Words about bundles that were opened."""

from PySide6.QtCore import QCoreApplication

from wizard.handover.bundle.contents import About
from wizard.ui.texts.main_window import exact_time
from wizard.ui.texts.wording import fill


def looking_back_notice(about: About) -> tuple[str, str]:
    """Say what the window shows, in a sentence of what it is and one of what that means."""
    translate = QCoreApplication.translate
    made = {"time": exact_time(about.made_at), "version": about.versions.get("org-wizard", "?")}
    problem = fill(translate("Bundle", "A support bundle, made on {time} with Org Wizard {version}."), made)
    masked = translate("Bundle", "IDs and names are stand-ins.") if about.masked else ""
    cause = translate(
        "Bundle", "It shows what was seen on another computer; failures are explained anew. Nothing can be changed."
    )
    return problem, " ".join(filter(None, (cause, masked)))
