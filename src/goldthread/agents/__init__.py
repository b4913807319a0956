"""Agents: async functions from (role, model, input) to output; planner, compiler, writer, reviser, judge."""
