"""The procedure codes an office has when its world file lists none: code, short name, words, usual fee, area.

The words and fees are this sandbox's own; the codes are those that appointment types and recalls commonly name.
"""

from typing import NamedTuple


class CatalogueCode(NamedTuple):
    """One procedure code. `area` is the vendor's TreatArea."""

    code: str
    abbr: str
    words: str
    fee: float
    area: str = "Mouth"
    hygiene: bool = False


CATALOGUE = (
    CatalogueCode("D0120", "PerEx", "Check-up exam", 55.0, hygiene=True),
    CatalogueCode("D0140", "LimEx", "Exam of one problem", 80.0),
    CatalogueCode("D0150", "CompEx", "First full exam", 95.0),
    CatalogueCode("D0210", "FMX", "Full set of x-rays", 140.0),
    CatalogueCode("D0272", "2BW", "Two bitewing x-rays", 48.0, hygiene=True),
    CatalogueCode("D0274", "4BW", "Four bitewing x-rays", 68.0, hygiene=True),
    CatalogueCode("D0330", "Pano", "Panoramic x-ray", 115.0),
    CatalogueCode("D1110", "Pro", "Adult cleaning", 105.0, hygiene=True),
    CatalogueCode("D1120", "ChPro", "Child cleaning", 78.0, hygiene=True),
    CatalogueCode("D1206", "FlVarn", "Fluoride varnish", 42.0, hygiene=True),
    CatalogueCode("D2391", "Comp1S", "White filling, one surface", 190.0, "Surf"),
    CatalogueCode("D2392", "Comp2S", "White filling, two surfaces", 240.0, "Surf"),
    CatalogueCode("D2740", "Crn", "Ceramic crown", 1250.0, "Tooth"),
    CatalogueCode("D2750", "CrnPFM", "Porcelain and metal crown", 1180.0, "Tooth"),
    CatalogueCode("D3330", "RCT-Molar", "Root canal, molar", 1150.0, "Tooth"),
    CatalogueCode("D4341", "SRP", "Deep cleaning, one quadrant", 260.0, "Quad", hygiene=True),
    CatalogueCode("D4910", "PerioM", "Cleaning after gum treatment", 145.0, hygiene=True),
    CatalogueCode("D7140", "Ext", "Extraction", 210.0, "Tooth"),
    CatalogueCode("D9310", "Consult", "Consultation", 90.0),
    CatalogueCode("D9986", "Missed", "Missed visit", 0.0),
    CatalogueCode("D9987", "Cancelled", "Cancelled visit", 0.0),
)
