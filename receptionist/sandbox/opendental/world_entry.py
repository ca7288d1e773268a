"""What every entry of a world file has in common: its fields are exact, and numbers are positive."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class Entry(BaseModel):
    """Fields that nobody knows are refused: they are spelling mistakes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Number = Annotated[int, Field(gt=0, lt=2**31)]
Money = Annotated[float, Field(ge=-1_000_000, le=1_000_000)]
Charge = Annotated[float, Field(ge=0, le=1_000_000)]
Percent = Annotated[int, Field(ge=0, le=100)]
