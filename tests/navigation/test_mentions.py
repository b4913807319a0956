"""Which names a text mentions."""

from goldthread.navigation.mentions import Mentions


def test_names_are_found_as_whole_words_in_their_own_order() -> None:
    text = "sales > store_sales.item_id = item.item_id, order-lines; web_sales.\na.b.c"
    names = ["store", "store_sales", "item", "order-lines", "order", "web_sales", "b.c", "sale"]
    assert Mentions(names).within(text) == ["store_sales", "item", "order-lines", "order", "web_sales", "b.c"]


def test_names_with_points_are_found_within_longer_ones() -> None:
    names = ["shop.sales.orders", "sales.orders", "orders", "lines", "order lines"]
    mentions = Mentions(names)
    assert mentions.within("FROM shop.sales.orders.id") == names[:3]
    assert mentions.within("a.b.c.d.lines, a.order lines.id") == ["lines", "order lines"]
    assert mentions.within("borders; Lines; ordersx") == []
