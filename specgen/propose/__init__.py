"""The recipes for proposals: wires their room with the checks, the specification, the drawing."""
