from __future__ import annotations

from detente.web.sessions import Sessions, new_token


def test_a_session_is_ours_and_of_this_server_alone() -> None:
    here, after_restart = Sessions("token"), Sessions("token")
    cookie = here.open()
    assert here.holds(cookie)
    assert not after_restart.holds(cookie)
    for wrong in (
        None,
        "",
        ".",
        cookie[:-1],
        cookie + "0",
        "x" + cookie,
        cookie.partition(".")[0],
        f".{cookie.partition('.')[2]}",
    ):
        assert not here.holds(wrong)


def test_a_form_is_of_its_session_alone() -> None:
    sessions = Sessions("token")
    mine, other = sessions.open(), sessions.open()
    assert sessions.form_fits(mine, sessions.form_token(mine))
    assert not sessions.form_fits(mine, sessions.form_token(other))
    assert not sessions.form_fits(None, sessions.form_token(mine))
    assert not sessions.form_fits(mine, "")
    assert not sessions.form_fits(mine, "ü")


def test_tokens_differ_and_are_told_apart() -> None:
    assert new_token() != new_token()
    assert len(new_token()) >= 32
    assert Sessions("täken").opens("täken")
    assert not Sessions("token").opens("toke")
