"""Ways through API documents, schemas, events and examples that several rules take."""
