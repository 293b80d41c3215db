"""The words for what the audit knows as codes. An event without a word here is shown as its code."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    # a submission
    "prepare": _("Prepared from a session"),
    "submit": _("Sent"),
    "withdraw": _("Taken back"),
    "claim": _("Taken on"),
    "assign": _("Assigned"),
    "request_changes": _("Changes requested"),
    "pass_on": _("Passed on"),
    "recommend": _("Recommended"),
    "publish": _("Published"),
    "decline": _("Declined"),
    "discard": _("Discarded as a draft"),
    "hand_over": _("Handed over to the host"),
    "city_confirmed": _("Confirmed by the city"),
    "refused": _("Refused"),
    # a published page
    "archive": _("Archived"),
    "restore": _("Made public again"),
    "take_down": _("Taken down"),
    "put_back": _("Was put back online"),
    # cities and their people
    "claim_city": _("Said that they work for the city"),
    "leave_city": _("Left the city"),
    "confirm_affiliation": _("Person confirmed"),
    "refuse_affiliation": _("Person refused"),
    "end_affiliation": _("Person ended"),
    "appoint_affiliation": _("Person made a lead"),
    "propose_place": _("Place proposed"),
    "confirm_place": _("Place confirmed"),
    # networks and their people
    "name_editor": _("Editor named"),
    "change_editor": _("Editor changed"),
    "end_editor": _("Editor ended"),
    "name_member": _("Member added"),
    "change_member": _("Member changed"),
    "end_member": _("Member ended"),
    # sessions
    "export_registrations": _("List of who registered downloaded"),
    # accounts
    "sign_in": _("Signed in"),
    "sign_in_failed": _("Sign-in failed"),
    "sign_out": _("Signed out"),
    "change_password": _("Password changed"),
    "reset_password": _("Password reset"),
    "change_email": _("E-mail address changed"),
    "reset_second_step": _("Second step taken away"),
    "is_active": _("Account opened or closed"),
    "is_superuser": _("Platform admin named or ended"),
    "erase_account": _("Account erased"),
    # the record itself
    "protect_audit": _("Record protected"),
    "unprotect_audit": _("Protection of the record removed"),
    "expire_audit": _("Old rows of the record deleted"),
}
ROLES = {
    "writer": _("City"),
    "editor": _("Editor"),
    "lead": _("Lead"),
    "platform": _("Platform admin"),
}


def word_of(event):
    return EVENTS.get(event, event.replace("_", " "))
