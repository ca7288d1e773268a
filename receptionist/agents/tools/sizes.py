"""What the tools cost: an estimate of the tokens their schemas add to every turn of a model."""

import json
from collections.abc import Iterable
from typing import Any

from agents import FunctionTool

from receptionist.agents.tools.declaration import ToolDeclaration
from receptionist.agents.tools.fits import Moment

CHARACTERS_A_TOKEN = 4


def schema_tokens(tools: Iterable[FunctionTool]) -> int:
    """Tokens of the tools as the Responses API gets them, at four characters of JSON a token."""
    wire = [
        {
            "type": "function",
            "name": tool.name,
            "description": tool.description,
            "parameters": tool.params_json_schema,
            "strict": tool.strict_json_schema,
        }
        for tool in tools
    ]
    return len(json.dumps(wire, separators=(",", ":"))) // CHARACTERS_A_TOKEN


def offered(declarations: Iterable[ToolDeclaration[Any]], moment: Moment) -> list[FunctionTool]:
    """The tools that a model is given in a moment."""
    return [declaration.function_tool() for declaration in declarations if declaration.fits.holds(moment)]
