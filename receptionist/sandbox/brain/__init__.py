"""The sandbox model: plays both tiers by rules, deterministically, from what is on the wire and nothing else."""

from receptionist.sandbox.brain.rule_model import RuleModel

__all__ = ["RuleModel"]
