import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from accounts.models import User
from networks.models import Editor
from tests.factories import EditorFactory, UserFactory


@pytest.fixture(autouse=True)
def _database(db):
    pass


@pytest.mark.parametrize("same", ["anna@city.example", "ANNA@city.example", "Anna@City.Example"])
def test_person_cannot_have_the_address_of_another_in_any_spelling(same):
    UserFactory(email="anna@city.example")

    with pytest.raises(IntegrityError):
        UserFactory(email=same)


def test_form_of_a_person_says_that_the_address_is_taken():
    UserFactory(email="anna@city.example")

    with pytest.raises(ValidationError) as refused:
        User(email="Anna@city.example", name="Anna", password="x").full_clean()

    assert refused.value.messages == ["Somebody already uses this e-mail address."]


def test_erased_people_have_no_address_and_do_not_stand_in_each_others_way():
    UserFactory(email="")
    UserFactory(email="")

    assert User.objects.filter(email="").count() == 2


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"name": "Anna Ito", "email": "a@city.example"}, "Anna Ito"),
        ({"name": "", "email": "a@city.example"}, "a@city.example"),
        ({"name": "", "email": ""}, "A former colleague"),
    ],
)
def test_person_is_shown_by_name_then_address_then_as_a_former_colleague(fields, shown):
    assert str(UserFactory(**fields)) == shown


def test_person_is_found_by_address_in_any_spelling():
    anna = UserFactory(email="anna@city.example")

    assert User.objects.get_by_natural_key("ANNA@CITY.EXAMPLE") == anna


@pytest.mark.parametrize("make", [User.objects.create_user, User.objects.create_superuser])
def test_address_is_kept_in_small_letters(make):
    make(" Anna@City.EXAMPLE ", "a password")

    assert User.objects.get().email == "anna@city.example"


def test_pseudonyms_differ():
    assert UserFactory().pseudonym != UserFactory().pseudonym


@pytest.mark.parametrize("zone", ["Europe/Madrid", "UTC"])
def test_time_zone_is_one_that_exists(zone):
    UserFactory.build(time_zone=zone, password="x").full_clean()


@pytest.mark.parametrize("zone", ["Madrid", "", "../../etc/passwd", "CET+1"])
def test_time_zone_that_does_not_exist_is_refused(zone):
    with pytest.raises(ValidationError) as refused:
        UserFactory.build(time_zone=zone, password="x").full_clean()

    assert list(refused.value.message_dict) == ["time_zone"]


def is_staff(user):
    return User.objects.values_list("is_staff", flat=True).get(pk=user.pk)


def test_person_without_a_desk_is_no_staff():
    assert is_staff(UserFactory()) is False


def test_editor_is_staff_until_the_last_editorship_goes():
    anna = UserFactory()
    first, second = EditorFactory(user=anna), EditorFactory(user=anna)

    seen = [is_staff(anna)]
    for editorship in (first, second):
        editorship.delete()
        seen.append(is_staff(anna))

    assert seen == [True, True, False]


def test_editorships_deleted_together_take_staff_away_too():
    anna = EditorFactory().user
    EditorFactory(user=anna)

    Editor.objects.filter(user=anna).delete()

    assert is_staff(anna) is False


def test_editorship_that_goes_with_its_network_takes_staff_away():
    editor = EditorFactory()

    editor.network.delete()

    assert is_staff(editor.user) is False


def test_platform_admin_is_staff_and_stays_it_without_a_desk():
    admin = User.objects.create_superuser("admin@showcase.example", "a password")

    EditorFactory(user=admin).delete()

    assert is_staff(admin) is True


def test_person_who_is_no_platform_admin_any_more_is_no_staff():
    admin = UserFactory(is_superuser=True)
    before = is_staff(admin)

    admin.is_superuser = False
    admin.save()

    assert (before, is_staff(admin)) == (True, False)


def test_saying_is_staff_does_not_make_it_so():
    assert is_staff(UserFactory(is_staff=True)) is False


@pytest.mark.parametrize(
    ("fields", "may"),
    [({}, False), ({"is_superuser": True}, True), ({"is_superuser": True, "is_active": False}, False)],
)
def test_permissions_are_the_active_platform_admins_alone(fields, may):
    user = UserFactory(**fields)

    assert (user.has_perm("any.thing"), user.has_module_perms("any"), user.has_perms(["a.b", "c.d"])) == (may,) * 3


def test_accounts_are_managed_by_platform_admins_alone(cast):
    managed = [User.objects.managed_by(user).count() for user in (cast.author, cast.editor, cast.platform_admin)]

    assert managed == [0, 0, User.objects.count()]
