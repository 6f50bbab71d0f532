"""Decides which reminder an unpaid invoice gets next, by how long it has been open and what was sent before."""
from datetime import date

STAGES = [(14, "friendly"), (28, "firm"), (56, "final")]


def days_open(invoice, today=None):
    return ((today or date.today()) - invoice.due).days


def next_reminder(invoice, today=None):
    sent = set(invoice.reminders)
    for days, name in reversed(STAGES):
        if days_open(invoice, today) >= days and name not in sent:
            return name
    return None


def escalate(invoices, today=None):
    return [invoice for invoice in invoices if "final" in invoice.reminders and days_open(invoice, today) > 90]
