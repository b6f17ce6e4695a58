"""What every generated module stands on: records, requests, clients. No specification in here."""
