"""CloudFormation's table of actions."""

from wizard.simulator.call import Api

CLOUDFORMATION = Api("cloudformation")
