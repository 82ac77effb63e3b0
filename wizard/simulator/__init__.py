"""The embedded AWS: moto behind a gate that is as strict as AWS, on a clock that can run faster.

Rooms: `gate` (in front: who calls, may they, what goes wrong today), `moto_side` (what moto does), `clock` (how
time passes), `scenarios` (data: what world there is and how it ends), and AWS's services as far as they are our
own: `organizations`, `identity` (IAM simulation, STS), `cloudformation`. Always a process of its own.
"""
