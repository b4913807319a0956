"""Catalogs from databases, DDL, dbt, benchmark schemas, interface descriptions and service models."""
