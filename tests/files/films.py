"""The beginnings of films: what tells the kinds apart, and nothing that plays."""

from django.core.files.uploadedfile import SimpleUploadedFile

WEBM = bytes.fromhex("1a45dfa39f4286810142f7810142f2810442f381084282847765626d") + b"\x42\x87\x81\x04" + bytes(500)
VTT = "WEBVTT\n\n00:00.000 --> 00:02.000\nBon dia, città, 城市\n".encode()


def mp4(brand=b"isom", size=600):
    return (b"\0\0\0\x18ftyp" + brand + bytes(4)).ljust(size, b"\0")


def film(name="heat.mp4", data=None):
    return SimpleUploadedFile(name, mp4() if data is None else data)


def captions(name="heat.vtt", data=VTT):
    return SimpleUploadedFile(name, data)
