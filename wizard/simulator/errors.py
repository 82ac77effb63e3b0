"""What AWS answers when it refuses."""


class AwsError(Exception):
    """A refusal in AWS's own code and wording.

    `status` is the HTTP status. Each protocol writes it in its own form (`gate.responses`).
    """

    def __init__(self, code: str, message: str, status: int = 400) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.status = status


def validation_error(message: str) -> AwsError:
    """CloudFormation's answer to nearly everything it does not like."""
    return AwsError("ValidationError", message)
