"""Everything that is asked of AWS: sign-in, and one module per service. The only importer of botocore.

botocore is loaded when the first call is made, in a worker thread: importing these modules loads nothing of it.
"""
