"""Whose words are whose, on the sets of three libraries."""

from __future__ import annotations

from pathlib import Path

from emptychair.gather.mail.replies import own_words

LOREM = "Fusce bibendum, quam hendrerit sagittis tempor"
END = "Fusce sed odio id arcu varius aliquet nec nec nibh."
# (first words, last words) of what the customer said; the files are other people's and stay where they are.
SAMPLES = {
    "crisp__email_1.txt": ("Hi folks", "HTTP API."),
    "crisp__email_3.txt": ("Oh thanks.", "would be great."),
    "crisp__email_5.txt": ("One: Here's", "for a while."),
    "crisp__email_19.txt": ("On Thursday, I get proper", "rendering."),
    "crisp__email_20.txt": ("On Thursday.", "On Thursday."),
    "crisp__email_bullets.txt": ("test 2 this", "and another"),
    "crisp__email_customer_quote_header_2.txt": ("Thank you", "very much."),
    "crisp__email_iphone.txt": ("Here is", "another email"),
    "crisp__email_not_a_signature_2.txt": ("Hello,", "Thanks!"),
    "crisp__email_reply_header.txt": ("This is the latest", "Stranger"),
    "crisp__email_sent_from.txt": ("Hi it can", "or paragraphs."),
    "crisp__email_thread.txt": ("This is new", "from bellow."),
    "crisp__email_tricky_11_double_signature.txt": ("Thanks", "your help!"),
    "crisp__email_tricky_13_timestamp_variations.txt": ("Here are", "not quote headers."),
    "crisp__email_tricky_17_forward_header.txt": ("See the", "message below."),
    "crisp__email_tricky_19_quote_without_header.txt": ("I wanted", "final thoughts."),
    "crisp__email_tricky_20_html_entities.txt": ("The data", "handled correctly."),
    "crisp__email_tricky_3_code_block.txt": ("Here's the code", "actual signatures."),
    "crisp__email_tricky_7_multiple_dashes.txt": ("Here is my", "in my content."),
    "crisp__email_tricky_9_nested_quotes.txt": ("I agree", "points below."),
    "crisp__email_with_regards.txt": ("Hi,", "Can you help?"),
    "crisp__sig_no_empty_line.txt": ("this is an email", "empty line above."),
    "mpr__caution.txt": ("Hi lads's Team,", "Thanks,"),
    "mpr__correct_sig.txt": ("this is an email", "-- signature."),
    "mpr__email_1_7.txt": (":+1:", ":+1:"),
    "mpr__email_2_1.txt": ("Outlook", "with a reply"),
    "mpr__email_2_3.txt": ("Outlook with", "unusual format"),
    "mpr__email_danish_2.txt": ("Hej Hanne,", "modtaget filerne."),
    "mpr__email_danish_4.txt": ("Hej,", "Svar."),
    "mpr__email_gmail.txt": ("This is a test", "github message."),
    "mpr__email_ja_1_1.txt": ("こんにちは", "みなさん！"),
    "mpr__email_nl_1_1.txt": ("Hallo allemaal,", "Java HTTP API."),
    "mpr__email_one_is_not_on.txt": ("Thank, this", "when I run..."),
    "mpr__email_pl_1_1.txt": ("", ""),
    "mpr__email_pl_1_3.txt": ("", ""),
    "mpr__email_sent_from_not_signature.txt": ("Here is", "my mobile phone."),
    "mpr__email_sv_anon_1.txt": ("Hej", "kl 15 idag."),
    "mpr__email_swedish_2.txt": ("Hello Anna,", "once I am available"),
    "mpr__greedy_on.txt": ("On your remote", "is not working."),
    "mpr__multiline_on.txt": ("", ""),
    "mpr__outlook.txt": ("Dear Team,", "000 000"),
    "talon__standard_replies__iphone_reply_text": ("Hello", "Hello"),
}


def test_the_sets_of_three_libraries(shared: Path) -> None:
    folder = shared / "data" / "samples" / "mail_replies"
    wrong: list[str] = []
    seen = 0
    for path in sorted(folder.iterdir()):
        if path.suffix in (".eml", ".html") or path.name == "crisp__email_with_date_headers.txt":
            continue  # mails and HTML have tests of their own; the last one is a template with a gap in it
        words = own_words(path.read_text(encoding="utf-8", errors="replace"))
        first, last = SAMPLES.get(path.name, (LOREM, END) if path.name.startswith("crisp") else ("", "\0"))
        if path.name in (
            "mpr__email_1_3.txt",
            "mpr__email_1_5.txt",
            "mpr__email_bullets.txt",
            "mpr__email_sent_from_iPhone.txt",
        ):
            continue  # the same mails as in the other set
        seen += 1
        if not words.startswith(first) or not words.endswith(last) or (not first and words):
            wrong.append(f"{path.name}: {words[:60]!r} … {words[-60:]!r}")
    assert seen > 55
    assert not wrong, wrong
