"""specgen: a toolchain for specifications made of OpenAPI, event schemas and Markdown."""

__version__ = "0.1.0"
