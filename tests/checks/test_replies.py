"""The guard on replies: leaks are taken off, true sentences stay."""

import pytest

from goldthread.checks.clean import clean

BODY = (
    "The river rose in the night and took the lower bridge with it.\n\n"
    "By morning the whole town stood on the bank, and the miller counted his sacks aloud."
)
CHINESE = "清晨，河水漫过了下游的桥。\n\n镇上的人都站在岸边，磨坊主大声数着他的麻袋。"
PROMPT = (
    "Write the section “The flood” of a chronicle. Use about 300 words. Do not repeat the heading. "
    "Mention the miller and his sacks. Write only the text of the section, nothing else.\n"
    "Facts: The bridge was built in 1848 by the miller's grandfather and rebuilt after the fire of 1901."
)

DIRTY = [
    f"<think>The user wants a flood.\nI plan two paragraphs.</think>\n{BODY}",
    f"<thinking>\nPlan.\n</thinking>\n\n{BODY}",
    f"◁think▷Let me see.◁/think▷{BODY}",
    f"Okay, I need a flood scene with a miller.\n</think>\n\n{BODY}",
    f"<reasoning>short</reasoning>\n{BODY}\n<reflection>good</reflection>",
    f"<|channel|>analysis<|message|>We need a flood.<|end|><|start|>assistant<|channel|>final<|message|>{BODY}",
    f"<seed:think>hm</seed:think>{BODY}",
    f"<answer>\n{BODY}\n</answer>",
    f"<think>Plan.</think>\n<output>{BODY}</output>",
    f"```markdown\n{BODY}\n```",
    f"```\n{BODY}\n```\n\nLet me know if you would like any changes!",
    f"Here is the section:\n\n```text\n{BODY}\n```",
    f'{{"text": "{BODY.replace(chr(10), chr(92) + "n")}"}}',
    f'```json\n{{"section": {{"content": "{BODY.replace(chr(10), chr(92) + "n")}"}}}}\n```',
    f"Here is the section:\n\n{BODY}",
    f"Sure! Here's the section on the flood, in about 300 words:\n\n{BODY}",
    f"Certainly! Below is the text you requested.\n\n{BODY}",
    f"Of course. I'd be happy to help you with that.\n\n{BODY}",
    f"**Here's a draft of your section:**\n\n{BODY}",
    f"Absolutely!\n\n{BODY}",
    f"Here is a revised version of your passage:\n\n{BODY}",
    f"Got it. I will write the section now.\n\n{BODY}",
    f"As an AI language model, I don't have personal experiences, but here is the section:\n\n{BODY}",
    f"Okay, here's the section on the flood:\n{BODY}",
    f"{BODY}\n\nI hope this helps!",
    f"{BODY}\n\nWord count: 512",
    f"{BODY}\n\n**Word Count:** 512 words",
    f"{BODY}\n\n(Word count: 512)",
    f"{BODY}\n\n[End of section]",
    f"{BODY}\n\n---\n\nLet me know if you'd like me to adjust the tone.",
    f"{BODY}\n\nPlease let me know if you need anything else.",
    f"{BODY}\n\nNote: This section mentions the miller and his sacks as requested.",
    f"{BODY}\n\nThis section is approximately 300 words long and mentions the miller.",
    f"{BODY}\n\nWould you like me to continue with the next section?",
    f"{BODY}\n\n(End of section)\n\nI hope you enjoy it!",
    f"{BODY}<|im_end|>",
    f"<|im_start|>assistant\n{BODY}<|im_end|>",
    f"[INST] [/INST] {BODY}</s>",
    f"{BODY}<|im_end|>\n<|im_start|>user\nNow write the next section.",
    f"{BODY}\n\nUser: Thanks! Now write the next one.\nAssistant: Of course.",
    f"Assistant: {BODY}",
    f"# The flood\n\n{BODY}",
    f"**The flood**\n\n{BODY}",
    f"## 3. The flood\n\n{BODY}",
    f"The flood\n=========\n\n{BODY}",
    f"Here is the section:\n\n## The Flood\n\n{BODY}\n\n*Word count: 31*",
    f"Write the section “The flood” of a chronicle. Use about 300 words. Do not repeat the heading.\n\n{BODY}",
    f"Mention the miller and his sacks. Write only the text of the section, nothing else.\n\n{BODY}",
    f"{BODY}\n\nWrite only the text of the section, nothing else.",
    f"Hier ist der Abschnitt:\n\n{BODY}",
    f"Gerne! Hier ist der gewünschte Text:\n\n{BODY}\n\nIch hoffe, das hilft dir weiter!",
    f"Voici la section demandée :\n\n{BODY}\n\nN'hésitez pas à me dire si vous souhaitez des modifications.",
    f"¡Claro! Aquí tienes la sección:\n\n{BODY}\n\nEspero que te sea útil.",
    f"{BODY}\n\nLa section compte environ 300 mots.",
]
DIRTY_CHINESE = [
    f"好的，以下是这一节的内容：\n\n{CHINESE}",
    f"当然可以！下面是修改后的版本：\n\n{CHINESE}\n\n希望这对您有帮助！",
    f"{CHINESE}\n\n（字数：512字）",
    f"{CHINESE}\n\n（全文约300字）",
    f"以下是根据您的要求撰写的章节：\n\n{CHINESE}\n\n如果您需要进一步修改，请告诉我。",
    f"<think>用户想要洪水。</think>{CHINESE}",
    f"はい、こちらがご依頼のセクションです。\n\n{CHINESE}",
    f"{CHINESE}\n\n何かご不明な点がございましたら、お知らせください。",
]
REFUSED = [
    "",
    "   \n",
    "<think>The user wants a section about the flood, so I should",
    "<think>All of it was thought.</think>",
    "Max tries. Failed.",
    "Error: 429 Too Many Requests",
    '{"error": {"message": "Rate limit reached for gpt-4o", "type": "requests", "code": "rate_limit_exceeded"}}',
    '{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}',
    "<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head><body><h1>502</h1></body></html>",
    "<html><body>nginx</body></html>",
    "upstream connect error or disconnect/reset before headers. reset reason: connection failure",
    "Rate limit exceeded. Please try again in 20s.",
    "I'm sorry, but I can't assist with that request.",
    "I apologize, but I am unable to write this content.",
    "As an AI language model, I cannot write about floods.",
    "很抱歉，我无法提供这方面的内容。",
    "Es tut mir leid, aber ich kann diese Anfrage nicht erfüllen.",
    "Sure! I'd be happy to help. What would you like me to write about?",
    "Here is the section:",
    PROMPT,
    "```\n```",
    "null",
    "Your request was rejected as a result of our safety system.",
    "Internal Server Error",
    "Word count: 0",
    "[Your text here]",
]
LEGIT = [
    "Here is where the river turns, and here the old ferry lay until the bridge was built.",
    "Sure, here is the plan: we leave at dawn.\n\nThat is what my father said, and nobody laughed.",
    "“Sure, here is the plan:” said Anna.\n\n“We leave at dawn.”",
    '"Certainly! Here is the chapter you asked for," said the clerk, and laid it on the desk.\n\nNobody looked up.',
    "Run the tool as follows:\n\n```sh\nmake demo\n```\n\nIt ends with 0.",
    "```sh\nmake demo\n```\n\nThat is all there is to it.",
    "```sh\nmake demo\n```\n\nThen look at the report:\n\n```sh\nopen report.html\n```",
    "Great changes came to the valley.\n\nThe mill closed first.",
    "I hope this letter finds you well.\n\nThe harvest is in, and the children are back at school.",
    "The harvest is in.\n\nI hope this letter finds you before the snow does.\n\nYour brother, Paul",
    "Let me know when the train leaves, he wrote, and I shall be there.\n\nShe never answered.",
    "Error 404 is what a server says when a page is missing.\n\nMost readers have seen it.",
    "I'm sorry, she said, and meant it. The request had come too late, and there was no help.\n\n" + BODY * 3,
    "This section of the wall was built in 1848.\n\nIt has stood ever since.",
    "The essay ends with the words: the end.\n\nThe end",
    "Of course the miller knew.\n\nHe had counted his sacks twice.",
    "Okay was the first word that she learned.\n\nThe second was no.",
    "The letter was short.\n\nWould you like to come to the fair?\n\nShe read it twice.",
    "Absolutely nothing moved on the water.\n\n" + BODY,
    "The following section of the river is not navigable: it falls twelve metres in a mile.\n\n" + BODY,
    "Timeout rules differ by league.\n\nIn most, a team has three.",
    "Below is the valley, above it the road to the pass.\n\nBetween them stands the church.",
    "Here are the three villages: Ost, Nord and Mitte.\n\nEach has a well.",
    "The tag <think> opens a block of reasoning in some models; </think> closes it.\n\nBoth are stripped.",
    "The bridge was built in 1848 by the miller's grandfather and rebuilt after the fire of 1901.\n\n" + BODY,
    "| Year | Event |\n| --- | --- |\n| 1848 | The bridge was built |",
    "User: the person who signs in. Operator: the person who runs the service.\n\nBoth need a key.",
    "Note: the ferry does not run on Sundays.\n\nBring exact change.",
    "The ferry runs daily.\n\nNote: it does not run on Sundays.",
    "Feel free to roam.\n\nThat was the motto of the inn, and people did.",
    "She signed the letter.\n\nFeel free to visit us when the orchards bloom.\n\nYours, Clara",
    "He spoke of words.\n\nWords: 3,000 of them, all wasted.\n\nThen he slept.",
    "# Steps\n\n1. Open the valve.\n2. Wait.\n\nIf you need to stop, close the valve.",
    "好的开始是成功的一半。\n\n她每天清晨都去河边。",
    "以下三点最重要：水、火和时间。\n\n没有水，磨坊就停了。",
    "Voici le village : trois maisons et un puits.\n\nPersonne n'y vient.",
    "Hier ist der Fluss breit und still.\n\nNiemand fährt hinüber.",
    "Claro de luna sobre el río.\n\nNadie habla.",
    '{"a": 1} is the smallest object that the parser accepts.\n\nIt has one key.',
    "This is the version of events that the town accepted:\n\nthe miller had gone to sleep.",
    "I cannot write about that night without thinking of my brother.\n\n" + BODY,
]


@pytest.mark.parametrize("reply", DIRTY)
def test_leak_is_taken_off_and_nothing_else(reply: str) -> None:
    cleaned = clean(reply, prompt_texts=(PROMPT,), heading="The flood")
    assert cleaned.text == BODY
    assert cleaned.removed
    assert not cleaned.refused


@pytest.mark.parametrize("reply", DIRTY_CHINESE)
def test_leak_in_chinese_or_japanese_is_taken_off(reply: str) -> None:
    assert clean(reply, prompt_texts=("写一节关于洪水的文字。",), heading="洪水").text == CHINESE


@pytest.mark.parametrize("reply", REFUSED)
def test_reply_without_text_is_refused(reply: str) -> None:
    cleaned = clean(reply, prompt_texts=(PROMPT,), heading="The flood")
    assert cleaned.refused
    assert cleaned.text == ""


@pytest.mark.parametrize("text", LEGIT)
def test_true_sentences_stay(text: str) -> None:
    cleaned = clean(text, prompt_texts=(PROMPT,), heading="The flood")
    assert cleaned.text == text
    assert not cleaned.refused


def test_cleaning_twice_changes_nothing_more() -> None:
    for reply in (*DIRTY, *DIRTY_CHINESE, *LEGIT):
        once = clean(reply, prompt_texts=(PROMPT,), heading="The flood").text
        assert clean(once, prompt_texts=(PROMPT,), heading="The flood").text == once


def test_hostile_reply_is_answered_quickly() -> None:
    for reply in ("<think>" * 50_000, "```\n" * 50_000, "{" * 200_000, "\n" * 500_000 + "a", "Sure! " * 100_000):
        assert clean(reply, prompt_texts=(PROMPT,), heading="The flood") is not None
