"""Botocore's service models as records."""

import pytest

from goldthread.errors import BadInput
from goldthread.schemas.importers.service_models import LONGEST, read_service_models

pytest.importorskip("botocore", reason="the extra aws is not installed")


def test_structures_are_records_and_members_that_hold_them_are_keys() -> None:
    catalog = read_service_models(["ec2", "sqs"])
    acl = catalog.by_name["ec2.NetworkAcl"]
    assert acl.kind == "record"
    assert acl.domain == "ec2"
    assert acl.description
    types = {one.name: one.type for one in acl.columns}
    assert types["NetworkAclId"] == "string"
    assert types["Entries"] == "list<NetworkAclEntry>"
    keys = {key.columns[0]: key for key in acl.foreign_keys}
    assert keys["Entries"].table == "ec2.NetworkAclEntry"
    assert keys["Associations"].references == ("NetworkAclAssociationId",)


def test_requests_responses_and_small_structures_are_no_records() -> None:
    names = set(read_service_models(["ec2"]).by_name)
    assert not {"ec2.RunInstancesRequest", "ec2.DescribeInstancesResult", "ec2.Tag"} & names


def test_descriptions_are_plain_and_short() -> None:
    for table in read_service_models(["ec2"]).tables:
        for text in (table.description, *(one.description for one in table.columns)):
            assert len(text) <= LONGEST + 4
            assert "<p>" not in text
            assert "&amp;" not in text


def test_an_unknown_service_is_refused() -> None:
    with pytest.raises(BadInput, match="no service 'nosuch'"):
        read_service_models(["nosuch"])
