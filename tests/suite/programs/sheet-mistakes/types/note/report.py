raise SystemExit("must not be run")
