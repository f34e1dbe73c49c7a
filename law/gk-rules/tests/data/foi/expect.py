#!/usr/bin/env python3
"""Writes scenarios.txt: dated histories and what must follow from them, counted here naively, one day after the other.

Nothing is shared with the program: the holidays are typed from the yearly notices, working days are counted by walking the
calendar, the tables of rows, letters and remedies are written down anew. Usage: expect.py > scenarios.txt
"""
from datetime import date, timedelta

ONE = timedelta(days=1)


def ymd(text):
    return date(*map(int, text.split("-")))


def span(year, first, last):
    a, b = (date(year, *map(int, x.split("-"))) for x in (first, last))
    while a <= b:
        yield a
        a += ONE


OFF = {
    2019: [("01-01", "01-01"), ("02-04", "02-10"), ("04-05", "04-07"), ("05-01", "05-04"), ("06-07", "06-09"),
           ("09-13", "09-15"), ("10-01", "10-07")],
    2020: [("01-01", "01-01"), ("01-24", "02-02"), ("04-04", "04-06"), ("05-01", "05-05"), ("06-25", "06-27"),
           ("10-01", "10-08")],
    2021: [("01-01", "01-03"), ("02-11", "02-17"), ("04-03", "04-05"), ("05-01", "05-05"), ("06-12", "06-14"),
           ("09-19", "09-21"), ("10-01", "10-07")],
    2022: [("01-01", "01-03"), ("01-31", "02-06"), ("04-03", "04-05"), ("04-30", "05-04"), ("06-03", "06-05"),
           ("09-10", "09-12"), ("10-01", "10-07"), ("12-31", "12-31")],
    2023: [("01-01", "01-02"), ("01-21", "01-27"), ("04-05", "04-05"), ("04-29", "05-03"), ("06-22", "06-24"),
           ("09-29", "10-06"), ("12-30", "12-31")],
    2024: [("01-01", "01-01"), ("02-10", "02-17"), ("04-04", "04-06"), ("05-01", "05-05"), ("06-10", "06-10"),
           ("09-15", "09-17"), ("10-01", "10-07")],
    2025: [("01-01", "01-01"), ("01-28", "02-04"), ("04-04", "04-06"), ("05-01", "05-05"), ("05-31", "06-02"),
           ("10-01", "10-08")],
    2026: [("01-01", "01-03"), ("02-15", "02-23"), ("04-04", "04-06"), ("05-01", "05-05"), ("06-19", "06-21"),
           ("09-25", "09-27"), ("10-01", "10-07")],
}
MADE_UP = {
    2019: "02-02 02-03 04-28 05-05 09-29 10-12",
    2020: "01-19 04-26 05-09 06-28 09-27 10-10",
    2021: "02-07 02-20 04-25 05-08 09-18 09-26 10-09",
    2022: "01-29 01-30 04-02 04-24 05-07 10-08 10-09",
    2023: "01-28 01-29 04-23 05-06 06-25 10-07 10-08",
    2024: "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
    2025: "01-26 02-08 04-27 09-28 10-11",
    2026: "01-04 02-14 02-28 05-09 09-20 10-10",
}
HOLIDAY = {d for y, ranges in OFF.items() for a, b in ranges for d in span(y, a, b)}
MAKEUP = {date(y, *map(int, x.split("-"))) for y, days in MADE_UP.items() for x in days.split()}


class Unknown(Exception):
    """A year without a notice."""


def works(d):
    if d.year not in OFF:
        raise Unknown(d.year)
    if d in MAKEUP:
        return True
    return d not in HOLIDAY and d.weekday() < 5


def nth(d, n):
    """The nth working day after d."""
    while n:
        d += ONE
        n -= works(d)
    return d


# what the law says of each outcome: report row, letter, remedy since 2024
OUTCOME = {
    "A1": ("b3.1", "L10", "r_open"), "A2": ("b3.1", "L11", "r_open"), "B": ("b3.2", "L12", "r_mixed"),
    "C1": ("b3.3.1", "L13", "r_pre"), "C2": ("b3.3.2", "L13", "r_pre"), "C3": ("b3.3.3", "L13", "r_pre"),
    "C4": ("b3.3.4", "L13", "r_pre"), "C5": ("b3.3.5", "L13", "r_pre"), "C6": ("b3.3.6", "L13", "r_pre"),
    "C7": ("b3.3.7", "L13", "r_pre"), "C8": ("b3.3.8", "L14", "r_open"), "D1a": ("b3.4.1", "L15", "r_open"),
    "D1b": ("b3.4.1", "L16", "r_open"), "D2": ("b3.4.2", "L17", "r_open"), "D3": ("b3.4.3", "L18", "r_open"),
    "E1": ("b3.5.1", "L19", "r_open"), "E2": ("b3.5.2", "L20", "r_open"), "E3": ("b3.5.3", "L21", "r_open"),
    "E4": ("b3.5.4", "L22", "r_open"), "E5": ("b3.5.5", "L20", "r_open"), "F1": ("b3.6.1", "L23", "r_open"),
    "F2": ("b3.6.2", "L23", "r_open"), "F3w": ("b3.6.3", "none", "r_none"), "F3m": ("b3.6.3", "none", "r_none"),
    "F3t": ("b3.6.3", "none", "r_none"),
}
REVISION, REVIEW_LAW = date(2019, 5, 15), date(2024, 1, 1)
CONFIRMED = {"plain_post", "internet", "fax"}
SILENCE = 15


class Model:
    """The simplest thing that reads a history: a few variables and a walk over the days."""

    def __init__(self, events):
        self.received = self.decision = self.served = self.decided = self.applicant = None
        self.base = self.until = self.told = self.first = None
        self.extra, self.asked, self.waits, self.ordered = 0, [], "", None
        self.registered = self.filed = False
        self.where, self.relief = "", 0
        for day, name, args, _ in events:
            getattr(self, "on_" + name)(day, args)

    def on_submitted(self, day, a):
        self.applicant = a["applicant"]
        if a["channel"] not in CONFIRMED:
            self.received = self.base = day

    def on_contact_tried(self, day, a):
        pass

    on_supplemented = on_search_logged = on_examined = on_third_party_told = on_contact_tried
    on_reasons_given = on_fee_notice_received = on_contact_tried

    def on_confirmed(self, day, a):
        self.received = self.base = day
        if self.registered:
            self.where = "s2"

    def on_registered(self, day, a):
        self.registered = True
        if self.received:
            self.where = "s2"

    def on_assigned(self, day, a):
        self.where = "s5"

    def on_correction_asked(self, day, a):
        self.waits = "s4"

    def on_correction_taken(self, day, a):
        self.waits, self.base, self.until = "", day, None

    def on_consulted(self, day, a):
        self.asked.append({"who": a["party"], "role": a["role"], "sent": day, "got": None, "said": None})

    def one(self, a):
        return next(x for x in self.asked if x["who"] == a["party"])

    def on_consultation_received(self, day, a):
        self.one(a)["got"] = day

    def on_opinion_recorded(self, day, a):
        self.one(a)["said"] = day

    def on_extended(self, day, a):
        self.extra = a["days"]

    def on_reasons_asked(self, day, a):
        self.waits = "s8r"

    def on_reasons_accepted(self, day, a):
        self.waits, self.until, self.told = "", ymd(a["until"]), day

    def on_reasons_rejected(self, day, a):
        self.waits = ""

    def on_fee_notified(self, day, a):
        self.waits = "s8f"

    def on_fee_paid(self, day, a):
        self.waits, self.base, self.until = "", day, None

    def on_lapsed(self, day, a):
        self.decision, self.decided = ("F1" if self.waits == "s4" else "F2"), day
        self.waits, self.where = "", "s10"

    def on_withdrawn_by_applicant(self, day, a):
        self.end(day, "F3w")

    def on_merged_into(self, day, a):
        self.end(day, "F3m")

    def on_transferred(self, day, a):
        self.end(day, "F3t")

    def end(self, day, code):
        self.decision, self.decided, self.served, self.waits, self.where = code, day, day, "", "s11e"
        self.first = self.first or (code, day)

    def on_drafted(self, day, a):
        self.where = "s9"

    def on_approved(self, day, a):
        self.where = "s9a"

    def on_returned(self, day, a):
        self.where = "s5"

    def on_decided(self, day, a):
        self.decision, self.decided, self.where = a["decision"], day, "s10"

    def on_served(self, day, a):
        self.served, self.where = day, "s11"
        self.first = self.first or (self.decision, day)

    def on_filed_away(self, day, a):
        self.filed, self.where = True, "s12"

    def on_reopened(self, day, a):
        self.relief += 1

    def on_relief_concluded(self, day, a):
        self.relief -= 1
        if a.get("anew"):
            if self.served:
                self.where, self.decision, self.served, self.filed = "s5", None, None, False
            self.base, self.ordered = day, a.get("days") or 20
            self.extra, self.until = 0, None

    def stage(self):
        if not self.received:
            return "s1" if not self.where.startswith("s11") else self.where
        if not self.registered:
            return self.where or "s1r"
        if self.waits:
            return self.waits
        if self.where in ("s11", "s11e", "s12") and self.relief:
            return "s13"
        if self.where in ("s2", "s3", "s5"):
            open_ = [x for x in self.asked if not x["said"]]
            if any(x["role"] == "third_party" for x in open_):
                return "s6"
            if open_:
                return "s7"
        return self.where

    def due(self, today):
        """Last day, days left, and why there is none."""
        if not self.received:
            return None, None, "confirmation"
        if self.waits == "s4":
            return None, None, "correction"
        if self.waits == "s8f":
            return None, None, "payment"
        old = self.received < REVISION
        total = self.ordered or ((15 if old else 20))
        total += self.extra
        stands = []
        for x in self.asked:
            ends = [x["said"]] if x["said"] else []
            if x["got"] and x["sent"] >= REVISION:
                ends.append(nth(x["got"], SILENCE))
            stands.append((x["sent"], min(ends) if ends else None))
        day, counted, left = self.base, 0, 0
        if self.until:
            day, total = self.told, sum(works(d) for d in walk(self.told, self.until))
        while counted < total:
            day += ONE
            held = [e for s, e in stands if s < day and (e is None or day <= e)]
            if any(e is None for e in held):
                return None, None, "opinion"
            if held or not works(day):
                continue
            counted += 1
            left += day > today
        if today > day:
            left = -max(1, sum(works(d) for d in walk(day, today)))
        return day, left, None


def walk(a, b):
    while a < b:
        a += ONE
        yield a


def level(due, left, today):
    if due is None:
        return "standing"
    if today > due:
        return "overdue"
    return "red" if left <= 2 else "amber" if left <= 5 else "green"


def quote(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "[" + ",".join('"%s"' % x for x in value) + "]"
    return str(value)


OUT, SEEN = [], []


def write(title, events, lines):
    SEEN.append(title)
    OUT.append("\n## %03d %s" % (len(SEEN), title))
    for day, name, args, by in events:
        rest = "".join(" %s=%s" % (k, quote(v)) for k, v in args.items())
        OUT.append("%s %s by=%d%s" % (day, name, by, rest))
    OUT.extend(lines)


def scenario(title, events, today, **more):
    """A history that stands, and what follows on a day. `more` is what was found by hand and must agree."""
    m = Model(events)
    got = {"stage": m.stage(), "received": m.received or "none"}
    try:
        due, left, why = m.due(today)
        shown, height = left, level(due, left, today)
        if m.stage() in ("s11", "s11e", "s12", "s13"):  # answered: nothing is left to count
            shown, height = None, "standing"
        got.update(due=due or "none", left="none" if shown is None else shown, level=height)
        if why:
            got["waiting"] = why
    except Unknown as year:
        got.update(due="none", left="none", level="standing", not_announced=year)
    if m.decision:
        row, letter, remedy = OUTCOME[m.decision]
        if m.decided < REVIEW_LAW and remedy != "r_none":
            remedy = "r_open"
        got.update(decision=m.decision, letter=letter, remedy=remedy)
    if m.first and m.received:
        got.update(row=OUTCOME[m.first[0]][0], year=max(m.first[1], m.received).year, column=m.applicant)
    for key, value in more.items():
        if str(got.get(key)) != str(value):
            raise SystemExit("%s: %s is %s by the count, %s by hand" % (title, key, got.get(key), value))
    write(title, events, ["= today=%s " % today + " ".join("%s=%s" % kv for kv in got.items())])


def fault(title, events, seq, code):
    write(title, events, ["! seq=%d code=%s" % (seq, code)])


def equal(title, wrong, right, today):
    """Two histories that tell the same: one corrected, one as it should have been."""
    write(title, wrong, ["~ the same as"])
    for day, name, args, by in right:
        rest = "".join(" %s=%s" % (k, quote(v)) for k, v in args.items())
        OUT.append("%s %s by=%d%s" % (day, name, by, rest))
    OUT.append("=")


def ev(day, name, by=1, **args):
    return (ymd(day) if isinstance(day, str) else day, name, args, by)


def arrived(day, channel="in_person", applicant="person", confirmed=None):
    events = [ev(day, "submitted", channel=channel, applicant=applicant)]
    if channel in CONFIRMED and confirmed:
        events.append(ev(confirmed, "confirmed"))
    last = confirmed or day
    events.append(ev(last, "registered", number="示公开申〔%s〕1号" % str(last)[:4]))
    return events


def answered(day, decision, served=None, mode="pick_up", number="示公开复〔2026〕1号", **more):
    return [ev(day, "drafted", decision=decision, **more), ev(day, "approved", by=2),
            ev(day, "decided", by=3, decision=decision, number=number), ev(served or day, "served", mode=mode)]


def receipts():
    days = ["2026-01-05", "2026-01-30", "2026-02-13", "2026-02-14", "2026-02-27", "2025-12-31", "2025-09-26",
            "2025-01-24", "2024-02-08", "2024-04-29", "2023-12-29", "2022-12-30", "2021-09-17", "2020-01-17",
            "2026-09-24"]
    for day in days:
        d = ymd(day)
        for channel in ("in_person", "registered_post"):
            scenario("%s于%s收到" % ({"in_person": "当面", "registered_post": "签收的邮件"}[channel], day),
                     arrived(day, channel), d + 3 * ONE)
        for channel, later in (("internet", 3), ("fax", 0), ("plain_post", 5)):
            scenario("%s%s到，%d日后确认" % ({"internet": "网上", "fax": "传真", "plain_post": "平信"}[channel], day, later),
                     arrived(day, channel, confirmed=d + later * ONE), d + 10 * ONE)
    for channel in ("internet", "fax", "plain_post"):
        one = [ev("2026-03-02", "submitted", channel=channel, applicant="person"),
               ev("2026-03-02", "contact_tried", words="电话无人接听")]
        scenario("未确认的%s没有收到之日" % channel, one, ymd("2026-04-30"), stage="s1", due="none")
        scenario("先登记、后确认的%s" % channel,
                 one + [ev("2026-03-03", "registered", number="示公开申〔2026〕9号"), ev("2026-03-16", "confirmed")],
                 ymd("2026-03-20"), stage="s2", received="2026-03-16")
    scenario("网上申请12月31日提交、1月4日（调休上班）确认，算新年", arrived("2025-12-31", "internet", confirmed="2026-01-04"),
             ymd("2026-01-05"), received="2026-01-04", due="2026-01-30")
    scenario("收到日为周六也以当日为收到之日", arrived("2026-03-07", "registered_post"), ymd("2026-03-09"),
             due="2026-04-03")
    scenario("春节前最后一个上班日（周六调休）收到", arrived("2026-02-14"), ymd("2026-02-25"), due="2026-03-20")
    scenario("当面收到尚未登记", [ev("2026-03-02", "submitted", channel="in_person", applicant="charity")],
             ymd("2026-03-02"), stage="s1r", due="2026-03-30", left=20)


def corrections():
    for day, asked, taken in [("2026-01-05", "2026-01-08", "2026-01-20"), ("2026-02-10", "2026-02-13", "2026-03-02"),
                              ("2026-02-13", "2026-02-28", "2026-03-10"), ("2025-09-24", "2025-10-10", "2025-10-24"),
                              ("2025-12-24", "2025-12-31", "2026-01-04"), ("2024-02-05", "2024-02-08", "2024-02-20"),
                              ("2023-04-25", "2023-04-28", "2023-05-06"), ("2022-01-25", "2022-01-28", "2022-02-07"),
                              ("2021-04-25", "2021-05-06", "2021-05-08"), ("2020-01-20", "2020-01-23", "2020-02-03"),
                              ("2026-09-17", "2026-09-24", "2026-10-08"), ("2025-05-26", "2025-05-30", "2025-06-13")]:
        base = arrived(day) + [ev(asked, "correction_asked", items=["信息名称"])]
        scenario("%s收到，%s告知补正，等待中" % (day, asked), base, ymd(asked), stage="s4", due="none")
        scenario("%s收到补正，重新计算" % taken, base + [ev(taken, "correction_taken")], ymd(taken), stage="s2", left=20)
        lapse = nth(ymd(asked), 10) + ONE
        scenario("逾期不补正，%s不再处理" % lapse,
                 base + [ev(lapse, "lapsed", number="示公开复〔2026〕3号"), ev(lapse, "served", mode="post")],
                 lapse, decision="F1", letter="L23")
        fault("补正期限最后一日%s不能不再处理" % (lapse - ONE), base + [ev(lapse - ONE, "lapsed", number="示公开复〔2026〕3号")],
              4, "foi.lapse_early")
    base = arrived("2026-03-02")
    scenario("第七个工作日告知补正", base + [ev("2026-03-11", "correction_asked", items=["特征"], days=15)], ymd("2026-03-12"))
    fault("第八个工作日不能再告知补正", base + [ev("2026-03-12", "correction_asked", items=["特征"])], 3, "foi.correction_late")
    twice = base + [ev("2026-03-04", "correction_asked", items=["特征"]), ev("2026-03-06", "correction_taken")]
    fault("只能告知补正一次", twice + [ev("2026-03-09", "correction_asked", items=["特征"])], 5, "foi.correction_once")
    fault("补正事项不能为空", base + [ev("2026-03-04", "correction_asked", items=[])], 3, "foi.correction_items")
    scenario("补正后仍不明确", twice + answered("2026-03-20", "D3"), ymd("2026-03-20"), decision="D3", row="b3.4.3")
    fault("没有补正过不能以仍不明确答复", base + answered("2026-03-20", "D3"), 3, "foi.not_corrected_yet")
    scenario("指定15个工作日的补正期限期满次日", base + [ev("2026-03-04", "correction_asked", items=["特征"], days=15),
             ev("2026-03-26", "lapsed", number="示公开复〔2026〕3号")], ymd("2026-03-26"), stage="s10", decision="F1")
    fault("指定15个工作日的补正期限最后一日", base + [ev("2026-03-04", "correction_asked", items=["特征"], days=15),
          ev("2026-03-25", "lapsed", number="示公开复〔2026〕3号")], 4, "foi.lapse_early")
    scenario("逾期但未不再处理前收到的补正仍受理", base + [ev("2026-03-04", "correction_asked", items=["特征"]),
             ev("2026-04-10", "correction_taken")], ymd("2026-04-10"), due="2026-05-12")
    scenario("征求意见之后告知补正，补正后征求意见仍未答复",
             base + [ev("2026-03-03", "consulted", party="甲", role="third_party"),
                     ev("2026-03-04", "consultation_received", party="甲"),
                     ev("2026-03-05", "correction_asked", items=["特征"]), ev("2026-03-10", "correction_taken")],
             ymd("2026-03-10"), due="2026-04-23")
    scenario("征求意见之后告知补正，意见先到、补正后到",
             base + [ev("2026-03-03", "consulted", party="甲", role="third_party"),
                     ev("2026-03-04", "consultation_received", party="甲"),
                     ev("2026-03-05", "correction_asked", items=["特征"]),
                     ev("2026-03-09", "opinion_recorded", party="甲", opinion="agrees"), ev("2026-03-12", "correction_taken")],
             ymd("2026-03-12"), due="2026-04-10")
    scenario("补正当日收到第三方意见", base + [ev("2026-03-03", "consulted", party="甲", role="third_party"),
             ev("2026-03-05", "correction_asked", items=["特征"]),
             ev("2026-03-12", "opinion_recorded", party="甲", opinion="objects", reasons="商业秘密"),
             ev("2026-03-12", "correction_taken")], ymd("2026-03-12"), due="2026-04-10")


def consultations():
    for day, sent, got, said in [
            ("2026-01-05", "2026-01-07", "2026-01-09", "2026-01-20"), ("2026-01-30", "2026-02-03", "2026-02-06", "2026-02-25"),
            ("2026-02-13", "2026-02-14", "2026-02-24", "2026-03-05"), ("2025-09-22", "2025-09-25", "2025-09-28", "2025-10-13"),
            ("2025-12-15", "2025-12-18", "2025-12-22", "2026-01-05"), ("2024-09-10", "2024-09-12", "2024-09-14", "2024-09-18"),
            ("2023-09-20", "2023-09-22", "2023-09-25", "2023-10-09"), ("2022-09-28", "2022-09-29", "2022-10-08", "2022-10-20"),
            ("2021-01-25", "2021-01-28", "2021-02-01", "2021-02-22"), ("2020-01-13", "2020-01-16", "2020-01-19", "2020-02-05")]:
        base = arrived(day) + [ev(sent, "assigned", unit="救助科")]
        sent_ = [ev(sent, "consulted", party="甲", role="third_party")]
        got_ = sent_ + [ev(got, "consultation_received", party="甲")]
        said_ = got_ + [ev(said, "opinion_recorded", party="甲", opinion="objects", reasons="涉及商业秘密")]
        scenario("%s征求意见，尚未送达" % sent, base + sent_, ymd(sent) + ONE, stage="s6", due="none")
        scenario("%s征求意见，%s送达，无人答复" % (sent, got), base + got_, ymd(got), stage="s6")
        scenario("%s征求意见，%s答复" % (sent, said), base + said_, ymd(said), stage="s5")
        for role in ("joint_maker", "other_organ"):
            organ = [ev(sent, "consulted", party="乙局", role=role), ev(got, "consultation_received", party="乙局"),
                     ev(said, "opinion_recorded", party="乙局", opinion="agrees")]
            scenario("%s征求%s意见" % (sent, role), base + organ[:2], ymd(got), stage="s7")
            scenario("%s征求%s意见，已答复" % (sent, role), base + organ, ymd(said), stage="s5")
    base = arrived("2026-03-02")

    def two(a, b, title, **more):
        events = []
        for who, role, (s, g, r) in (("甲", "third_party", a), ("乙", "third_party", b)):
            events += [ev(s, "consulted", party=who, role=role)]
            events += [ev(g, "consultation_received", party=who)] if g else []
            events += [ev(r, "opinion_recorded", party=who, opinion="agrees")] if r else []
        order = {"consulted": 0, "consultation_received": 1, "opinion_recorded": 2}
        events.sort(key=lambda e: (e[0], order[e[1]]))
        scenario(title, base + events, max(e[0] for e in events), **more)

    two(("2026-03-04", "2026-03-05", "2026-03-12"), ("2026-03-09", "2026-03-10", "2026-03-18"), "两次征求意见部分重叠",
        due="2026-04-14")
    two(("2026-03-04", "2026-03-05", "2026-03-20"), ("2026-03-09", "2026-03-10", "2026-03-11"), "一次征求意见包含另一次")
    two(("2026-03-04", "2026-03-05", "2026-03-10"), ("2026-03-10", "2026-03-11", "2026-03-17"), "前次答复当日发出后次")
    two(("2026-03-04", "2026-03-05", "2026-03-10"), ("2026-03-16", "2026-03-17", "2026-03-20"), "两次征求意见互不重叠")
    two(("2026-03-04", "2026-03-05", "2026-03-10"), ("2026-03-04", "2026-03-05", "2026-03-10"), "同时发出、同时答复")
    two(("2026-03-04", "2026-03-05", "2026-03-10"), ("2026-03-04", "2026-03-06", None), "一人答复、一人期满未答复")
    two(("2026-03-04", "2026-03-05", None), ("2026-03-12", "2026-03-13", None), "两人均期满未答复")
    two(("2026-03-04", None, None), ("2026-03-05", "2026-03-06", "2026-03-09"), "一人未送达，期限仍中止", due="none")
    two(("2026-03-04", "2026-03-04", "2026-03-04"), ("2026-03-05", "2026-03-05", "2026-03-05"), "当日发出当日答复不中止",
        due="2026-03-30")
    two(("2026-03-04", None, "2026-03-16"), ("2026-03-10", "2026-03-11", "2026-03-23"), "未登记送达但已答复")
    late = base + [ev("2026-03-04", "consulted", party="甲", role="third_party"),
                   ev("2026-03-05", "consultation_received", party="甲"),
                   ev("2026-04-02", "opinion_recorded", party="甲", opinion="objects", reasons="隐私")]
    scenario("期满后才答复，中止止于期满之日", late, ymd("2026-04-02"), due="2026-04-22")
    scenario("送达日晚于其后的事件登记", base + [ev("2026-03-04", "consulted", party="甲", role="third_party"),
             ev("2026-03-10", "assigned", unit="救助科"), ev("2026-03-06", "consultation_received", party="甲")],
             ymd("2026-03-10"), stage="s6", due="2026-04-23")
    scenario("第三方与共同制作机关同时征求", base + [ev("2026-03-04", "consulted", party="甲", role="third_party"),
             ev("2026-03-04", "consulted", party="乙局", role="joint_maker"),
             ev("2026-03-06", "opinion_recorded", party="甲", opinion="agrees")], ymd("2026-03-06"), stage="s7", due="none")
    fault("同一第三方不能征求两次", base + [ev("2026-03-04", "consulted", party="甲", role="third_party"),
          ev("2026-03-05", "consulted", party="甲", role="third_party")], 4, "foi.asked_twice")
    fault("没有征求过的人不能答复", base + [ev("2026-03-04", "consulted", party="甲", role="third_party"),
          ev("2026-03-05", "opinion_recorded", party="丙", opinion="agrees")], 4, "foi.party_unknown")
    fault("没有征求意见不能登记意见", base + [ev("2026-03-05", "opinion_recorded", party="丙", opinion="agrees")], 3,
          "foi.nobody_asked")
    fault("意见不能早于发出", base + [ev("2026-03-04", "consulted", party="甲", role="third_party"),
          ev("2026-03-03", "opinion_recorded", party="甲", opinion="agrees")], 4, "foi.too_early")
    asked = base + [ev("2026-03-04", "consulted", party="甲", role="third_party"),
                    ev("2026-03-05", "consultation_received", party="甲")]
    fault("第三方期限内未答复不能决定公开", asked + answered("2026-03-26", "A2"), 7, "foi.consultation_runs")
    scenario("第三方期满未答复，机关依法决定公开", asked + answered("2026-03-27", "A2"), ymd("2026-03-27"), decision="A2")
    scenario("第三方期满未答复，机关依法决定不予公开", asked + answered("2026-03-27", "C4"), ymd("2026-03-27"), decision="C4")
    objects = asked + [ev("2026-03-10", "opinion_recorded", party="甲", opinion="objects", reasons="商业秘密")]
    agrees = asked + [ev("2026-03-10", "opinion_recorded", party="甲", opinion="agrees")]
    scenario("第三方不同意，不予公开", objects + answered("2026-03-12", "C4"), ymd("2026-03-12"), remedy="r_pre", letter="L13")
    fault("第三方均同意，不能以第三方为由不予公开", agrees + answered("2026-03-12", "C4"), 6, "foi.third_party_agreed")
    fault("没有征求第三方意见，不能以第三方为由不予公开", base + answered("2026-03-12", "C4"), 3, "foi.third_party_not_asked")
    fault("第三方不同意而公开，须先告知第三方", objects + answered("2026-03-12", "A2"), 9, "foi.third_party_not_told")
    told = objects + [ev("2026-03-11", "drafted", decision="A2"), ev("2026-03-11", "approved", by=2),
                      ev("2026-03-12", "decided", by=3, decision="A2", number="示公开复〔2026〕1号"),
                      ev("2026-03-12", "third_party_told", party="甲"), ev("2026-03-13", "served", mode="online")]
    scenario("为公共利益公开，已告知第三方", told, ymd("2026-03-13"), decision="A2", remedy="r_open")
    fault("其他机关不是第三方，不能以其为由不予公开", base + [ev("2026-03-04", "consulted", party="乙局", role="other_organ"),
          ev("2026-03-06", "opinion_recorded", party="乙局", opinion="objects")] + answered("2026-03-12", "C4"), 5,
          "foi.third_party_not_asked")


def extensions():
    for day, on, n in [("2026-01-05", "2026-01-30", 20), ("2026-01-19", "2026-02-09", 10), ("2026-02-02", "2026-03-06", 20),
                       ("2025-09-15", "2025-10-10", 20), ("2025-12-08", "2025-12-31", 15), ("2024-01-22", "2024-02-07", 20),
                       ("2023-04-10", "2023-05-05", 5), ("2022-12-12", "2022-12-30", 20), ("2021-09-06", "2021-09-30", 1),
                       ("2020-01-10", "2020-02-05", 20)]:
        base = arrived(day)
        scenario("%s收到，%s延期%d个工作日" % (day, on, n), base + [ev(on, "extended", days=n, approved_by=9)], ymd(on))
        last = nth(ymd(day), 20)
        scenario("期限最后一日%s告知延期" % last, base + [ev(last, "extended", days=n, approved_by=9)], last)
        fault("期满次日%s不能延期" % (last + ONE), base + [ev(last + ONE, "extended", days=n, approved_by=9)], 3,
              "foi.extended_late")
    base = arrived("2026-03-02")
    once = base + [ev("2026-03-20", "extended", days=10, approved_by=9)]
    fault("只能延期一次", once + [ev("2026-03-23", "extended", days=5, approved_by=9)], 4, "foi.extended_twice")
    fault("延期不超过20个工作日", base + [ev("2026-03-20", "extended", days=21, approved_by=9)], 3, "foi.extension_days")
    fault("延期须经负责人同意", base + [ev("2026-03-20", "extended", days=20, approved_by=0)], 3, "foi.extension_unapproved")
    fault("延期日数不能为零", base + [ev("2026-03-20", "extended", days=0, approved_by=9)], 3, "foi.extension_days")
    sent = ev("2026-03-24", "consulted", party="甲", role="third_party")
    got = ev("2026-03-25", "consultation_received", party="甲")
    scenario("中止跨越原期限，中止中告知延期", base + [sent, got, ev("2026-04-02", "extended", days=20, approved_by=9),
             ev("2026-04-08", "opinion_recorded", party="甲", opinion="agrees")], ymd("2026-04-08"), due="2026-05-14")
    scenario("先延期、后征求意见", once + [sent, got, ev("2026-04-08", "opinion_recorded", party="甲", opinion="agrees")],
             ymd("2026-04-08"))
    scenario("延期后征求意见期满未答复", once + [sent, got], ymd("2026-04-16"))
    scenario("未送达的征求意见中止原期限，可以延期", base + [sent, ev("2026-04-10", "extended", days=20, approved_by=9)],
             ymd("2026-04-10"), due="none")
    corr = base + [ev("2026-03-05", "correction_asked", items=["特征"]), ev("2026-03-10", "correction_taken")]
    scenario("补正后延期", corr + [ev("2026-04-08", "extended", days=20, approved_by=9)], ymd("2026-04-08"), due="2026-05-09")
    scenario("先延期、后补正：延期仍计入", base + [ev("2026-03-04", "extended", days=5, approved_by=9),
             ev("2026-03-05", "correction_asked", items=["特征"]), ev("2026-03-10", "correction_taken")], ymd("2026-03-10"),
             due="2026-04-15")
    fault("等待补正时不能延期", base + [ev("2026-03-05", "correction_asked", items=["特征"]),
          ev("2026-03-06", "extended", days=5, approved_by=9)], 4, "foi.wrong_stage")
    scenario("审核中可以延期", base + [ev("2026-03-25", "drafted", decision="A2"), ev("2026-03-26", "extended", days=5, approved_by=9)],
             ymd("2026-03-26"), stage="s9", due="2026-04-07")


def fees():
    for day, told, got, paid in [("2026-03-02", "2026-03-05", "2026-03-06", "2026-03-20"),
                                 ("2026-02-02", "2026-02-10", "2026-02-13", "2026-03-05"),
                                 ("2025-09-22", "2025-09-28", "2025-09-29", "2025-10-20"),
                                 ("2025-12-15", "2025-12-22", "2025-12-24", "2026-01-14"),
                                 ("2021-04-19", "2021-04-23", "2021-04-25", "2021-05-10")]:
        base = arrived(day) + [ev(told, "fee_notified", fen=20000)]
        got_ = base + [ev(got, "fee_notice_received")]
        scenario("%s通知收费，等待缴费" % told, base, ymd(told), stage="s8f", due="none")
        scenario("%s缴费，重新计算" % paid, got_ + [ev(paid, "fee_paid")], ymd(paid), stage="s2", left=20)
        last = nth(ymd(got), 20)
        fault("缴费期限最后一日%s不能不再处理" % last, got_ + [ev(last, "lapsed", number="示公开复〔2026〕3号")], 5, "foi.lapse_early")
        scenario("逾期未缴费，%s不再处理" % (last + ONE), got_ + [ev(last + ONE, "lapsed", number="示公开复〔2026〕3号"),
                 ev(last + ONE, "served", mode="post")], last + ONE, decision="F2", row="b3.6.2", letter="L23")
    base = arrived("2026-03-02")
    fault("收费通知未登记送达不能不再处理", base + [ev("2026-03-05", "fee_notified", fen=20000),
          ev("2026-05-29", "lapsed", number="示公开复〔2026〕3号")], 4, "foi.lapse_unknown")
    fault("只通知一次收费", base + [ev("2026-03-05", "fee_notified", fen=20000), ev("2026-03-06", "fee_paid"),
          ev("2026-03-09", "fee_notified", fen=100)], 5, "foi.fee_twice")
    fault("收费金额须大于零", base + [ev("2026-03-05", "fee_notified", fen=0)], 3, "foi.fee_amount")
    fault("期满后不能通知收费", base + [ev("2026-03-31", "fee_notified", fen=100)], 3, "foi.fee_late")
    fault("2021年以前不收信息处理费", arrived("2020-12-14") + [ev("2020-12-31", "fee_notified", fen=100)], 3, "foi.fee_before_rules")


def excess():
    base = arrived("2026-03-02") + [ev("2026-03-04", "reasons_asked", count=120)]
    given = base + [ev("2026-03-10", "reasons_given")]
    scenario("要求说明理由，期限照常计算", base, ymd("2026-03-05"), stage="s8r", due="2026-03-30")
    scenario("已说明理由，尚未认定", given, ymd("2026-03-10"), stage="s8r", due="2026-03-30")
    for until in ("2026-04-30", "2026-06-30", "2026-09-30"):
        scenario("理由合理，延迟至%s" % until, given + [ev("2026-03-12", "reasons_accepted", until=until)], ymd("2026-03-16"),
                 due=until)
    scenario("延迟后征求意见，期限顺延", given + [ev("2026-03-12", "reasons_accepted", until="2026-04-30"),
             ev("2026-03-16", "consulted", party="甲", role="third_party"),
             ev("2026-03-17", "consultation_received", party="甲"),
             ev("2026-03-20", "opinion_recorded", party="甲", opinion="agrees")], ymd("2026-03-20"), due="2026-05-09")
    scenario("理由不合理，不予处理", given + [ev("2026-03-12", "reasons_rejected")] + answered("2026-03-16", "E4"),
             ymd("2026-03-16"), decision="E4", letter="L22", row="b3.5.4")
    scenario("没有说明理由，不予处理", base + [ev("2026-03-18", "reasons_rejected")] + answered("2026-03-19", "E4"),
             ymd("2026-03-19"), decision="E4")
    fault("没有要求说明理由不能不予处理", arrived("2026-03-02") + answered("2026-03-16", "E4"), 3, "foi.reasons_not_rejected")
    fault("理由合理的不能不予处理", given + [ev("2026-03-12", "reasons_accepted", until="2026-04-30")] + answered("2026-03-16", "E4"),
          6, "foi.reasons_not_rejected")
    fault("没有说明理由不能认定合理", base + [ev("2026-03-12", "reasons_accepted", until="2026-04-30")], 4, "foi.reasons_missing")
    fault("延迟的期限不能是休息日", given + [ev("2026-03-12", "reasons_accepted", until="2026-05-02")], 5, "foi.delay_rest_day")
    fault("延迟的期限不能在今天以前", given + [ev("2026-03-12", "reasons_accepted", until="2026-03-12")], 5, "foi.delay_past")
    fault("确定延迟的期限后不能再延期", given + [ev("2026-03-12", "reasons_accepted", until="2026-04-30"),
          ev("2026-03-16", "extended", days=5, approved_by=9)], 6, "foi.extended_after_delay")
    fault("已说明理由不能再登记", given + [ev("2026-03-11", "reasons_given")], 5, "foi.reasons_given_twice")


def decisions():
    needs = {"D1a": [ev("2026-03-05", "search_logged", places=["档案室", "业务系统"], found=False)]}
    plain = ["A1", "A2", "B", "C1", "C2", "C3", "C5", "C6", "C7", "C8", "D1a", "D1b", "D2", "E1", "E2", "E3", "E5"]
    kinds = ["person", "enterprise", "research", "charity", "legal_service", "other_body"]
    for n, code in enumerate(plain):
        more = {"former": "示公开复〔2025〕8号"} if code in ("E2", "E5") else {}
        for served in ("2026-03-20", "2026-03-31"):
            base = arrived("2026-03-02", applicant=kinds[n % 6]) + needs.get(code, [])
            scenario("%s答复，%s送达" % (code, served), base + answered("2026-03-19", code, served, "post", **more),
                     ymd(served), decision=code, stage="s11")
        old = arrived("2023-12-18", applicant=kinds[n % 6])
        extra = [ev("2023-12-19", "search_logged", places=["档案室"], found=False)] if code == "D1a" else []
        scenario("%s于2023年末答复、次年送达" % code, old + extra + answered("2023-12-29", code, "2024-01-02", **more),
                 ymd("2024-01-02"), year="2024", remedy="r_open" if OUTCOME[code][2] != "r_none" else "r_none")
    base = arrived("2026-03-02")
    for name, code, args in (("withdrawn_by_applicant", "F3w", {}), ("merged_into", "F3m", {"number": "示公开申〔2026〕7号"}),
                             ("transferred", "F3t", {"to": "示范县财政局"})):
        scenario("%s" % name, base + [ev("2026-03-09", name, **args)], ymd("2026-03-09"), decision=code, stage="s11e",
                 row="b3.6.3", letter="none", remedy="r_none")
        scenario("%s后归档" % name, base + [ev("2026-03-09", name, **args), ev("2026-03-10", "filed_away")], ymd("2026-03-10"),
                 stage="s12", row="b3.6.3")
    scenario("未确认即撤回，不计入年报", [ev("2026-03-02", "submitted", channel="internet", applicant="person"),
             ev("2026-03-03", "withdrawn_by_applicant")], ymd("2026-03-03"), stage="s11e", received="none")
    scenario("当场答复", base + answered("2026-03-02", "A2", mode="on_the_spot"), ymd("2026-03-02"), stage="s11")
    scenario("送达后归档", base + answered("2026-03-09", "A2") + [ev("2026-03-12", "filed_away")], ymd("2026-03-12"), stage="s12")
    scenario("拟答复后退回再拟", base + [ev("2026-03-09", "drafted", decision="A2"), ev("2026-03-10", "returned", by=2, words="依据有误"),
             ev("2026-03-11", "drafted", decision="B")], ymd("2026-03-11"), stage="s9")
    scenario("审核后退回", base + [ev("2026-03-09", "drafted", decision="A2"), ev("2026-03-10", "approved", by=2),
             ev("2026-03-10", "returned", by=3, words="重新核对")], ymd("2026-03-10"), stage="s5")
    scenario("已审核待决定", base + [ev("2026-03-09", "drafted", decision="A2"), ev("2026-03-10", "approved", by=2)],
             ymd("2026-03-10"), stage="s9a")
    scenario("一人机关写明理由自审自决", base + [ev("2026-03-09", "drafted", decision="A2"),
             ev("2026-03-09", "approved", forced="本机关只有一名工作人员"),
             ev("2026-03-09", "decided", decision="A2", number="示公开复〔2026〕1号", forced="本机关只有一名工作人员")],
             ymd("2026-03-09"), stage="s10", letter="L11")
    scenario("部分公开吸收其他理由", base + answered("2026-03-09", "B", others=["C5", "C6"]), ymd("2026-03-09"), row="b3.2")
    searched = base + [ev("2026-03-05", "search_logged", places=["档案室"], found=False)]
    scenario("没有公开内容的混合答复只计主要类型", searched + answered("2026-03-09", "C1", others=["D1a"]), ymd("2026-03-09"),
             row="b3.3.1")
    fault("公开与不予公开并存须以部分公开答复", base + answered("2026-03-09", "A2", others=["C5"]), 3, "foi.should_be_in_part")
    fault("没有检索记录不能答复不存在", base + answered("2026-03-09", "D1a"), 3, "foi.no_search")
    fault("其他类型也须有检索记录", base + answered("2026-03-09", "C1", others=["D1a"]), 3, "foi.no_search")
    fault("检索到的不能答复不存在", base + [ev("2026-03-05", "search_logged", places=["档案室"], found=True)]
          + answered("2026-03-09", "D1a"), 4, "foi.search_found")
    fault("检索记录须写明去处", base + [ev("2026-03-05", "search_logged", places=[], found=False)], 3, "foi.search_nowhere")
    fault("重复申请须写明前次答复", base + answered("2026-03-09", "E2"), 3, "foi.no_former_reply")
    for code in ("F1", "F2", "F3w", "F3m", "F3t"):
        fault("%s不拟答复" % code, base + answered("2026-03-09", code), 3, "foi.not_a_reply")
    fault("拟稿人不能自审", base + [ev("2026-03-09", "drafted", decision="A2"), ev("2026-03-09", "approved")], 4, "foi.own_work")
    fault("拟稿人不能自决", base + [ev("2026-03-09", "drafted", decision="A2"), ev("2026-03-09", "approved", by=2),
          ev("2026-03-09", "decided", decision="A2", number="示公开复〔2026〕1号")], 5, "foi.own_work")
    fault("不能以审核以外的类型答复", base + [ev("2026-03-09", "drafted", decision="A2"), ev("2026-03-09", "approved", by=2),
          ev("2026-03-09", "decided", by=3, decision="C1", number="示公开复〔2026〕1号")], 5, "foi.other_than_approved")
    fault("没有审核不能决定", base + [ev("2026-03-09", "drafted", decision="A2"),
          ev("2026-03-09", "decided", by=3, decision="A2", number="示公开复〔2026〕1号")], 4, "foi.wrong_stage")
    fault("没有决定不能送达", base + [ev("2026-03-09", "served", mode="post")], 3, "foi.wrong_stage")
    fault("送达不能早于决定", base + answered("2026-03-09", "A2", "2026-03-08"), 6, "foi.too_early")
    fault("没有送达不能归档", base + answered("2026-03-09", "A2")[:3] + [ev("2026-03-10", "filed_away")], 6, "foi.wrong_stage")
    fault("答复后不能撤回", base + answered("2026-03-09", "A2")[:3] + [ev("2026-03-10", "withdrawn_by_applicant")], 6, "foi.wrong_stage")
    fault("退回须写明理由", base + [ev("2026-03-09", "drafted", decision="A2"), ev("2026-03-10", "returned", by=2, words="")], 4,
          "foi.nothing_said")
    fault("不能并入自身", base + [ev("2026-03-09", "merged_into", number="示公开申〔2026〕1号")], 3, "foi.merged_into_itself")


def orders():
    base = arrived("2026-03-02")
    fault("没有提交不能登记", [ev("2026-03-02", "registered", number="示公开申〔2026〕1号")], 1, "foi.not_submitted")
    fault("不能提交两次", base + [ev("2026-03-03", "submitted", channel="fax", applicant="person")], 3, "foi.submitted_twice")
    fault("不能登记两次", [ev("2026-03-02", "submitted", channel="internet", applicant="person"),
          ev("2026-03-02", "registered", number="示公开申〔2026〕1号"), ev("2026-03-02", "registered", number="示公开申〔2026〕2号")],
          3, "foi.registered_twice")
    fault("当面提交的不用确认", [ev("2026-03-02", "submitted", channel="in_person", applicant="person"), ev("2026-03-02", "confirmed")],
          2, "foi.wrong_stage")
    fault("确认不能早于到达", [ev("2026-03-02", "submitted", channel="internet", applicant="person"), ev("2026-03-01", "confirmed")],
          2, "foi.too_early")
    fault("未确认不能拟答复", [ev("2026-03-02", "submitted", channel="internet", applicant="person"),
          ev("2026-03-02", "registered", number="示公开申〔2026〕1号"), ev("2026-03-03", "drafted", decision="A2")], 3,
          "foi.wrong_stage")
    fault("办理日不能倒填到前一事件之前", base + [ev("2026-03-05", "assigned", unit="救助科"), ev("2026-03-04", "drafted", decision="A2")],
          4, "foi.out_of_order")
    fault("编号不能为空", [ev("2026-03-02", "submitted", channel="in_person", applicant="person"),
          ev("2026-03-02", "registered", number="")], 2, "foi.number_malformed")


def old_law():
    for day, today in [("2019-01-07", "2019-01-14"), ("2019-01-28", "2019-02-12"), ("2019-04-24", "2019-05-06"),
                       ("2019-05-14", "2019-05-20")]:
        scenario("2019年修订前收到（%s），15个工作日" % day, arrived(day), ymd(today))
        last = nth(ymd(day), 15)
        scenario("修订前收到，延期15个工作日", arrived(day) + [ev(last, "extended", days=15, approved_by=9)], last)
        fault("修订前收到，延期不超过15个工作日", arrived(day) + [ev(last, "extended", days=16, approved_by=9)], 3, "foi.extension_days")
        scenario("修订前收到，%s逾期" % (last + ONE), arrived(day), last + ONE, level="overdue")
    scenario("修订之日收到，20个工作日", arrived("2019-05-15"), ymd("2019-05-20"), due="2019-06-13")
    scenario("修订前夕最后一日收到，15个工作日", arrived("2019-05-14"), ymd("2019-05-20"), due="2019-06-04")
    scenario("修订前收到、补正后仍按原规定", arrived("2019-05-10") + [ev("2019-05-13", "correction_asked", items=["特征"]),
             ev("2019-05-20", "correction_taken")], ymd("2019-05-20"), due="2019-06-11")
    scenario("修订前没有七个工作日的补正限制", arrived("2019-04-08") + [ev("2019-04-24", "correction_asked", items=["特征"])],
             ymd("2019-04-24"), stage="s4")
    scenario("修订前征求第三方意见没有法定期限，答复前一直中止", arrived("2019-03-04") + [
             ev("2019-03-06", "consulted", party="甲", role="third_party"),
             ev("2019-03-07", "consultation_received", party="甲")], ymd("2019-04-30"), due="none")
    scenario("修订前征求第三方意见，已答复", arrived("2019-03-04") + [
             ev("2019-03-06", "consulted", party="甲", role="third_party"),
             ev("2019-04-08", "opinion_recorded", party="甲", opinion="agrees")], ymd("2019-04-08"), due="2019-04-25")


def missing_year():
    for day in ("2026-12-04", "2026-12-07", "2026-12-31"):
        scenario("%s收到，期限跨入尚未公布的年份" % day, arrived(day), ymd(day) + ONE, due="none", not_announced="2027")
    scenario("恰在年内届满的不受影响", arrived("2026-12-03"), ymd("2026-12-07"), due="2026-12-31")
    scenario("延期后跨入尚未公布的年份", arrived("2026-11-16") + [ev("2026-12-10", "extended", days=20, approved_by=9)],
             ymd("2026-12-10"), due="none", not_announced="2027")
    scenario("征求意见期限跨入尚未公布的年份", arrived("2026-12-01") + [
             ev("2026-12-14", "consulted", party="甲", role="third_party"),
             ev("2026-12-15", "consultation_received", party="甲")], ymd("2026-12-16"), due="none", not_announced="2027")
    scenario("征求意见在年内答复，期限仍跨年", arrived("2026-12-01") + [
             ev("2026-12-03", "consulted", party="甲", role="third_party"),
             ev("2026-12-10", "opinion_recorded", party="甲", opinion="agrees")], ymd("2026-12-10"), due="none", not_announced="2027")
    scenario("理由合理，延迟至尚未公布的年份：日期仍是确定的", arrived("2026-12-01") + [ev("2026-12-02", "reasons_asked", count=90),
             ev("2026-12-03", "reasons_given")], ymd("2026-12-03"), stage="s8r", due="2026-12-29")
    scenario("2018年没有放假安排，不推算", arrived("2018-11-05"), ymd("2018-11-06"), due="none", not_announced="2018")


def reliefs():
    done = arrived("2026-03-02") + answered("2026-03-20", "C1")
    review = done + [ev("2026-04-10", "reopened", relief="review")]
    scenario("申请行政复议", review, ymd("2026-04-10"), stage="s13", row="b3.3.1")
    scenario("复议维持", review + [ev("2026-06-01", "relief_concluded", relief="review", result="upheld")], ymd("2026-06-01"),
             stage="s11", row="b3.3.1")
    scenario("归档后复议维持，仍为已归档", done + [ev("2026-03-25", "filed_away"), ev("2026-04-10", "reopened", relief="review"),
             ev("2026-06-01", "relief_concluded", relief="review", result="claim_rejected")], ymd("2026-06-01"), stage="s12")
    anew = review + [ev("2026-06-01", "relief_concluded", relief="review", result="ordered_anew", anew=True)]
    scenario("复议撤销并责令重新答复", anew, ymd("2026-06-01"), stage="s5", due="2026-06-30", row="b3.3.1", year="2026")
    scenario("责令10个工作日内重新答复", review + [ev("2026-06-01", "relief_concluded", relief="review", result="revoked", anew=True,
             days=10)], ymd("2026-06-01"), due="2026-06-15")
    scenario("重新答复后年报仍只计首次答复", anew + answered("2026-06-15", "A2", number="示公开复〔2026〕9号"), ymd("2026-06-15"),
             stage="s11", decision="A2", row="b3.3.1")
    scenario("跨年重新答复不再计入", arrived("2025-10-20") + answered("2025-11-10", "C1") + [ev("2025-12-01", "reopened", relief="review"),
             ev("2026-01-20", "relief_concluded", relief="review", result="ordered_anew", anew=True)]
             + answered("2026-02-05", "A2", number="示公开复〔2026〕2号"), ymd("2026-02-05"), row="b3.3.1", year="2025")
    scenario("复议后起诉", review + [ev("2026-06-01", "relief_concluded", relief="review", result="upheld"),
             ev("2026-06-10", "reopened", relief="suit_after_review")], ymd("2026-06-10"), stage="s13")
    scenario("未经复议直接起诉", arrived("2026-03-02") + answered("2026-03-20", "D2") + [ev("2026-05-10", "reopened", relief="suit")],
             ymd("2026-05-10"), stage="s13")
    scenario("撤回起诉", arrived("2026-03-02") + answered("2026-03-20", "D2") + [ev("2026-05-10", "reopened", relief="suit"),
             ev("2026-06-10", "relief_concluded", relief="suit", result="withdrawn")], ymd("2026-06-10"), stage="s11")
    late = arrived("2026-03-02") + [ev("2026-03-31", "reopened", relief="review")]
    scenario("逾期不答复被申请复议", late, ymd("2026-03-31"), stage="s2", level="overdue")
    scenario("责令限期答复", late + [ev("2026-05-06", "relief_concluded", relief="review", result="ordered_to_act", anew=True)],
             ymd("2026-05-06"), stage="s2", due="2026-06-02")
    fault("尚未逾期没有可以救济的行为", arrived("2026-03-02") + [ev("2026-03-30", "reopened", relief="review")], 3,
          "foi.nothing_to_contest")
    scenario("机关自行纠正、重新办理", done + [ev("2026-04-10", "reopened", relief="own_mistake"),
             ev("2026-04-10", "relief_concluded", relief="own_mistake", result="revoked", anew=True)], ymd("2026-04-10"), stage="s5")
    scenario("主管部门责令重新办理", done + [ev("2026-04-10", "reopened", relief="order"),
             ev("2026-04-10", "relief_concluded", relief="order", result="ordered_anew", anew=True, days=5)], ymd("2026-04-10"),
             stage="s5", due="2026-04-17")
    fault("没有复议过不能登记为复议后起诉", done + [ev("2026-04-10", "reopened", relief="suit_after_review")], 7, "foi.not_reviewed")
    fault("同一救济不能重复登记", review + [ev("2026-04-11", "reopened", relief="review")], 8, "foi.relief_twice")
    fault("维持的不会责令重新答复", review + [ev("2026-06-01", "relief_concluded", relief="review", result="upheld", anew=True)], 8,
          "foi.no_order")
    fault("没有救济不能终结", done + [ev("2026-06-01", "relief_concluded", relief="review", result="upheld")], 7, "foi.no_relief")
    fault("救济不能早于送达", done + [ev("2026-03-19", "reopened", relief="review")], 7, "foi.too_early")


def corrected():
    base = arrived("2026-03-02")

    def fix(on, of, reason="日期录错", by=5, **replacement):
        args = {"of": of, "reason": reason}
        if replacement:
            args["replacement"] = "{" + ",".join('"%s":%s' % (k, v if isinstance(v, int) else '"%s"' % v)
                                                  for k, v in replacement.items()) + "}"
        return ev(on, "event_corrected", by=by, **args)

    sub = dict(event="submitted", channel="in_person", applicant="person")
    equal("更正收到之日", base + [ev("2026-03-05", "assigned", unit="救助科"), fix("2026-03-06", 1, day="2026-02-27", **sub)],
          [ev("2026-02-27", "submitted", channel="in_person", applicant="person")] + base[1:]
          + [ev("2026-03-05", "assigned", unit="救助科")], ymd("2026-03-06"))
    equal("更正收到渠道", base[:1] + [fix("2026-03-03", 1, day="2026-03-02", event="submitted", channel="registered_post",
          applicant="enterprise")], [ev("2026-03-02", "submitted", channel="registered_post", applicant="enterprise")],
          ymd("2026-03-03"))
    sent = [ev("2026-03-04", "consulted", party="甲", role="third_party"), ev("2026-03-06", "consultation_received", party="甲")]
    equal("更正第三方收到征求意见书之日", base + sent + [fix("2026-03-10", 4, day="2026-03-05", event="consultation_received", party="甲")],
          base + [sent[0], ev("2026-03-05", "consultation_received", party="甲")], ymd("2026-03-10"))
    equal("撤销误登记的延期", base + [ev("2026-03-10", "extended", days=20, approved_by=9), fix("2026-03-11", 3, "登记到别的案件")], base,
          ymd("2026-03-11"))
    equal("更正延期的日数", base + [ev("2026-03-10", "extended", days=20, approved_by=9),
          fix("2026-03-11", 3, day="2026-03-10", event="extended", days=10, approved_by=9)],
          base + [ev("2026-03-10", "extended", days=10, approved_by=9)], ymd("2026-03-11"))
    equal("更正两次，以后一次为准", base + [ev("2026-03-10", "extended", days=20, approved_by=9),
          fix("2026-03-11", 3, day="2026-03-10", event="extended", days=10, approved_by=9),
          fix("2026-03-12", 3, day="2026-03-10", event="extended", days=15, approved_by=9)],
          base + [ev("2026-03-10", "extended", days=15, approved_by=9)], ymd("2026-03-12"))
    done = base + answered("2026-03-20", "A2", "2026-03-23", "post")
    equal("更正交邮之日", done + [fix("2026-03-25", 6, day="2026-03-20", event="served", mode="post")],
          base + answered("2026-03-20", "A2", "2026-03-20", "post"), ymd("2026-03-25"))
    equal("更正使延期成为逾期：记为瑕疵，不推翻记录", base + [ev("2026-03-30", "extended", days=10, approved_by=9),
          fix("2026-03-31", 1, day="2026-02-27", **sub)],
          [ev("2026-02-27", "submitted", channel="in_person", applicant="person")] + base[1:]
          + [ev("2026-03-30", "extended", days=10, approved_by=9)], ymd("2026-03-31"))
    OUT[-1] = "= breach=foi.extended_late"
    fault("更正须说明理由", base + [fix("2026-03-06", 1, "", day="2026-02-27", **sub)], 3, "foi.nothing_said")
    fault("不能更正不存在的事件", base + [fix("2026-03-06", 9, day="2026-02-27", **sub)], 3, "foi.no_such_event")
    fault("不能更正为另一种事件", base + [fix("2026-03-06", 2, day="2026-03-02", event="confirmed")], 3, "foi.other_event")
    fault("更正前后不能相同", base + [fix("2026-03-06", 1, day="2026-03-02", **sub)], 3, "foi.nothing_changed")
    fault("提交的事件不能撤销", base + [fix("2026-03-06", 1)], 3, "foi.submission_struck")
    fault("更正使登记早于提交", base + [fix("2026-03-06", 1, day="2026-03-04", **sub)], 2, "foi.out_of_order")
    fault("撤销后其后的事件不能成立", base + sent + [fix("2026-03-10", 3, "误登记")], 4, "foi.nobody_asked")
    fault("不能更正更正记录", base + [fix("2026-03-06", 1, day="2026-02-27", **sub), fix("2026-03-07", 3, day="2026-02-26", **sub)],
          4, "foi.correction_of_correction")


for part in (receipts, corrections, consultations, extensions, fees, excess, decisions, orders, old_law, missing_year, reliefs,
             corrected):
    OUT.append("\n# %s" % part.__name__)
    part()
print("# Dated histories and what follows from them. Written by expect.py, which counts the days on its own.")
print("# Lines of a history: day event by=PERSON key=value …; then `=` what follows, `!` the event at fault, `~` an equal history.")
print("\n".join(OUT))
