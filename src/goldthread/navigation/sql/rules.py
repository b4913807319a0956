"""Names that no statement may use, whatever a catalog says: system schemas, settings, files, the session."""

import re

SYSTEM_SCHEMAS = frozenset(
    {"information_schema", "pg_catalog", "pg_toast", "pg_temp", "sys", "system", "temp", "mysql", "performance_schema"}
)
_SYSTEM_TABLE = re.compile(r"(?:duckdb_|pragma_|pg_|sqlite_|pg_toast|dbstat$|information_schema$)", re.I)

TABLE_FUNCTIONS = frozenset({"range", "generate_series", "unnest"})
"""The only functions that may stand where a table stands."""

_FUNCTION = re.compile(
    r"""(?:duckdb_|pragma_|pg_(?!typeof$)|read_|write_|scan_|copy_|lo_|dblink|has_\w+_privilege$|inet_|currval$|nextval$
    |setval$|lastval$|query$|query_table$|query_to_|table_to_|schema_to_|database_to_|cursor_to_|parquet_|sniff_|glob$
    |getenv$|getvariable$|current_setting$|set_config$|sleep|json_execute_serialized_sql$|json_serialize_plan$
    |current_(?:query|query_id|connection_id|transaction_id|database|catalog|schema|schemas|user|role|version)$|session_user$
    |user$|version$|txid_|in_search_path$|(?:col|obj|shobj)_description$|get_block_size$|which_secret$|load_extension$
    |readfile$|writefile$|load_file$|edit$|fts3_tokenizer$|sqlite_|getdatabaseencoding$|ts_stat$|xpath_table$
    |parse_duckdb_log_message$|sql_auto_complete$|system$|shell$|benchmark$|get_lock$|release_lock$)""",
    re.I | re.X,
)


def is_system_table(parts: tuple[str, ...]) -> bool:
    """Whether a table's name, part by part, is one of the database's own."""
    *schemas, name = parts
    return any(one.casefold() in SYSTEM_SCHEMAS or one.casefold().startswith("pg_") for one in schemas) or bool(
        _SYSTEM_TABLE.match(name)
    )


def is_refused_function(name: str) -> bool:
    """Whether a function reads or writes what is no table: files, settings, sequences, the session, other SQL."""
    return bool(_FUNCTION.match(name))


_POSTGRESQL = """
abs age any_value array_agg array_append array_cat array_length array_position array_prepend array_remove
array_to_string ascii avg bit_and bit_length bit_or bit_xor bool_and bool_or btrim cardinality cbrt ceil ceiling
char_length character_length chr clock_timestamp coalesce concat concat_ws corr cos cosh cot count covar_pop
covar_samp cume_dist date_bin date_part date_trunc decode degrees dense_rank div encode every exp extract factorial
first_value floor format gcd generate_series greatest grouping initcap isfinite json_agg json_array_length
json_build_object json_extract_path json_extract_path_text json_object_agg json_typeof jsonb_agg jsonb_array_length
jsonb_build_object jsonb_extract_path jsonb_extract_path_text jsonb_object_agg jsonb_typeof justify_days justify_hours
justify_interval lag last_value lcm lead least left length ln log log10 lower lpad ltrim make_date make_interval
make_time make_timestamp make_timestamptz max md5 min mod mode now nth_value ntile nullif octet_length overlay
percent_rank percentile_cont percentile_disc pi position power radians random range rank regexp_count regexp_instr
regexp_like regexp_match regexp_replace regexp_split_to_array regexp_substr regr_avgx regr_avgy regr_count
regr_intercept regr_r2 regr_slope regr_sxx regr_sxy regr_syy repeat replace reverse right round row_number row_to_json
rpad rtrim scale sign sin sinh split_part sqrt starts_with statement_timestamp stddev stddev_pop stddev_samp
string_agg string_to_array strpos substr substring sum tan tanh to_char to_date to_hex to_json to_jsonb to_number
to_timestamp translate trim trim_array trim_scale trunc unnest upper var_pop var_samp variance width_bucket
"""
POSTGRESQL_FUNCTIONS = frozenset(_POSTGRESQL.split())
"""Functions that sqlglot has no node for must be of these on PostgreSQL, where a function may do anything."""
