"""What do we print? Results of `evaluate` as JSON, CSV, workbooks and pages."""
