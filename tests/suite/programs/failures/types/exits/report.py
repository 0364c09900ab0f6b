import sys

print("reading the sheet", file=sys.stderr)
sys.exit("the sheet has no region")
