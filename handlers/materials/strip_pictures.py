"""What a photo tells beside what is seen on it. The copy to look at has none of it already."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from PIL import Image
from PIL.ExifTags import IFD, Base

from handlers.filekinds import Trace

_TAGS: Mapping[Trace, frozenset[int]] = MappingProxyType(
    {
        Trace.TIME: frozenset({Base.DateTime, Base.DateTimeOriginal, Base.DateTimeDigitized}),
        Trace.DEVICE: frozenset(
            {Base.Make, Base.Model, Base.BodySerialNumber, Base.LensModel, Base.MakerNote, Base.HostComputer}
        ),
        Trace.AUTHOR: frozenset({Base.Artist, Base.Copyright, Base.XPAuthor, Base.CameraOwnerName}),
        Trace.PROGRAM: frozenset({Base.Software, Base.ProcessingSoftware}),
        Trace.REMARKS: frozenset({Base.UserComment, Base.ImageDescription, Base.XPComment, Base.XPTitle}),
    }
)

_REMARKS = frozenset({"xmp", "XML:com.adobe.xmp", "photoshop", "comment", "Raw profile type exif"})
"""Where pillow keeps what stands beside the picture in forms other than EXIF."""


def traces_of_picture(content: bytes) -> tuple[Trace, ...]:
    """Which traces there are, in the order of the enum."""
    with Image.open(io.BytesIO(content), formats=["JPEG", "PNG"]) as picture:
        found = set(_traces(picture))
    return tuple(trace for trace in Trace if trace in found)


def _traces(picture: Image.Image) -> Iterator[Trace]:
    exif = picture.getexif()
    if exif.get_ifd(IFD.GPSInfo):
        yield Trace.PLACE
    tags = {*exif, *exif.get_ifd(IFD.Exif)}
    yield from (trace for trace, known in _TAGS.items() if tags & known)
    texts = getattr(picture, "text", None)  # of a PNG
    if texts or _REMARKS & {str(key) for key in picture.info}:
        yield Trace.REMARKS
