"""Ten invented editions end to end: what a careful analyst reads in them, and what the pipeline warns of."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.editions import Block, edition, stated, warnings


@dataclass(frozen=True, slots=True)
class Edition:
    """A document's blocks, the lines that it states, and the warnings that a person should see."""

    name: str
    blocks: tuple[Block, ...]
    lines: str
    warned: tuple[tuple[str, str], ...] = ()


EDITIONS = [
    Edition(
        "A forum with a list of contents before its table and a list of documents behind it",
        (
            "Contents",
            "Introduction ........ 1",
            "Meetings by action line ........ 2",
            "Annex I: List of documents ........ 9",
            "WSIS Forum 2012: Outcome Document",
            "The WSIS Forum 2012 was held from 14 to 18 May 2012 at the ITU Headquarters in Geneva, Switzerland. It follows the Forum held in May 2011.",
            "Meetings by action line",
            [
                [
                    "Action Line",
                    "Date and time",
                    "Facilitator",
                    "Co-facilitators",
                    "Main themes",
                    "Outcomes / next steps",
                    "Remarks",
                ],
                [
                    "C1: The Role of Public Governance Authorities",
                    "Tue 15 May 2012, 9.30 am – 11.15 am",
                    "UN DESA (DPADM)\nModerator: Mr. Rupert Kerrigan, Inter-Regional Adviser, UN DESA",
                    "UN Regional Commissions (ECA, ESCWA); ITU",
                    "* Open government data\n>* Licences\n>* Formats\n* Citizen engagement",
                    "* Next facilitation meeting in May 2013, in Geneva (60 participants expected)\n* UN DESA to launch the 2012 Survey on 21 June 2012",
                    "Attended by 65 participants.\nThe webcast is available at http://www.itu.int/wsis/webcast/2012/c1.html.",
                ],
                [
                    "C5: Building Confidence and Security in the Use of ICTs",
                    "Wed 16 May 2012, 2.30–5.30 pm",
                    "ITU (confirmed)\nChair: Dr Amadou I. Traoré, Secretary-General, ITU",
                    "None",
                    "* Cyberthreats",
                    "* No decisions",
                    "Some 120 participants, including 20 remote participants",
                ],
                [
                    "C7: E-learning",
                    "Thu 17 May 2012, noon to 1 pm",
                    "UNESCO",
                    "ITU & UNIDO (both to be confirmed)",
                    "* OER",
                    "* Paris Declaration to be promoted",
                    "Participants: 40+\nNo webcast was made.",
                ],
            ],
            "Annex I: List of documents",
            [
                ["No.", "Document", "Date"],
                ["1", "Agenda", "14 May 2012"],
                ["2", "Programme", "10 May 2012"],
            ],
        ),
        """
        WSIS Forum 2012: Outcome Document | 2012-05-14 | 2012-05-18 | Geneva
        c1 | C1 | The Role of Public Governance Authorities | 2012-05-15 | printed | 09:30..11:15 | Europe/Zurich | exact 65 (65..65) | webcast
        c5 | C5 | Building Confidence and Security in the Use of ICTs | 2012-05-16 | printed | 14:30..17:30 | Europe/Zurich | approximate 120 (120..120)
        c7-e-learning | C7 | E-learning | 2012-05-17 | printed | 12:00..13:00 | Europe/Zurich | minimum 40 (40..) | no webcast
        c1 | facilitator | UNDESA | UN DESA | unit DPADM
        c1 | co-facilitator | UN-REGIONAL-COMMISSIONS | UN Regional Commissions
        c1 | co-facilitator | ITU | ITU
        c5 | facilitator | ITU | ITU | confirmed: confirmed
        c7-e-learning | facilitator | UNESCO | UNESCO
        c7-e-learning | co-facilitator | ITU | ITU | to_be_confirmed: both to be confirmed
        c7-e-learning | co-facilitator | UNIDO | UNIDO | to_be_confirmed: both to be confirmed
        c1 | chair | Mr. Rupert Kerrigan | Inter-Regional Adviser | @ UNDESA
        c5 | chair | Dr Amadou I. Traoré | Secretary-General | @ ITU
        c1 | comments | http://www.itu.int/wsis/webcast/2012/c1.html | http://www.itu.int/wsis/webcast/2012/c1.html
        """,
        (("not-understood", "(ECA, ESCWA)"),),
    ),
    Edition(
        "Meetings in several cities, each in its own time zone",
        (
            "WSIS+10 Regional Preparatory Meetings",
            "Summary of meetings convened by the regional commissions between January and June 2014",
            "Note by the secretariat",
            [
                [
                    "No.",
                    "Meeting",
                    "Dates",
                    "City and venue",
                    "Organizers",
                    "Number of participants",
                    "Main conclusions",
                    "Follow-up",
                    "Contact",
                ],
                [
                    "1",
                    "African regional consultation",
                    "3–5 February 2014",
                    "Addis Ababa, United Nations Conference Centre",
                    "ECA",
                    "over 200",
                    "Connect Africa\nBroadband for all",
                    "Report to be submitted in April",
                    "Ms. Afua Temesgen (atemesgen@uneca.org)",
                ],
                [
                    "2",
                    "Arab regional consultation",
                    "24 Feb. 2014, 9:00–17:00",
                    "Beirut, UN House",
                    "ESCWA, in cooperation with the League of Arab States",
                    "85",
                    "Arabic content",
                    "Second meeting in Cairo, 12 March 2014",
                    "escwa-ict@un.org",
                ],
                [
                    "3",
                    "Asia-Pacific consultation",
                    "10 and 11 March 2014",
                    "Bangkok (UNCC, Conference Room 3)",
                    "ESCAP; ITU Regional Office for Asia and the Pacific",
                    "some 150",
                    "Information superhighway",
                    "–",
                    "www.unescap.org/idd",
                ],
                [
                    "4",
                    "Latin American and Caribbean consultation",
                    "March 31 - April 2, 2014",
                    "Santiago de Chile",
                    "ECLAC (jointly with the Government of Chile)",
                    "fewer than 90",
                    "eLAC2015",
                    "Plan of action adopted",
                    "elac2015@cepal.org",
                ],
                ["5", "European consultation", "TBC", "Geneva", "UNECE", "", "Aarhus", "–", "n/a"],
            ],
        ),
        """
        WSIS+10 Regional Preparatory Meetings
        african-regional-consultation | African regional consultation | 2014-02-03..2014-02-05 | printed | Africa/Addis_Ababa | Addis Ababa, United Nations Conference Centre | minimum 200 (201..)
        arab-regional-consultation | Arab regional consultation | 2014-02-24 | printed | 09:00..17:00 | Asia/Beirut | Beirut, UN House | exact 85 (85..85)
        asia-pacific-consultation | Asia-Pacific consultation | 2014-03-10..2014-03-11 | printed | Asia/Bangkok | Bangkok (UNCC, Conference Room 3) | approximate 150 (150..150)
        latin-american-and-caribbean-consultation | Latin American and Caribbean consultation | 2014-03-31..2014-04-02 | printed | America/Santiago | Santiago de Chile | maximum 90 (..89)
        european-consultation | European consultation | Europe/Zurich | Geneva
        african-regional-consultation | facilitator | ECA | ECA
        arab-regional-consultation | facilitator | ESCWA | ESCWA
        arab-regional-consultation | facilitator | LAS | League of Arab States
        asia-pacific-consultation | facilitator | ESCAP | ESCAP
        asia-pacific-consultation | facilitator | ITU | ITU | unit Regional Office for Asia and the Pacific
        latin-american-and-caribbean-consultation | facilitator | ECLAC | ECLAC
        latin-american-and-caribbean-consultation | facilitator | ? | Government of Chile
        european-consultation | facilitator | UNECE | UNECE
        african-regional-consultation | meeting | mailto:atemesgen@uneca.org | atemesgen@uneca.org
        arab-regional-consultation | meeting | mailto:escwa-ict@un.org | escwa-ict@un.org
        asia-pacific-consultation | meeting | http://www.unescap.org/idd | www.unescap.org/idd
        latin-american-and-caribbean-consultation | meeting | mailto:elac2015@cepal.org | elac2015@cepal.org
        """,
    ),
    Edition(
        "A table a day, under a heading with the day",
        (
            "WSIS Forum 2015 – Innovating Together",
            "Geneva, Switzerland, 25–29 May 2015",
            "Action Line Facilitation Meetings",
            "Tuesday, 26 May",
            [
                ["Time", "Session", "Facilitators", "Highlights", "Outcomes", "Attendance"],
                [
                    "09:00–10:45",
                    "Action Line C4 (Capacity Building)",
                    "ITU (Ms. Halima Letaka); co-facilitator: UNESCO",
                    "* Digital skills",
                    "* Follow-up at WSIS Forum 2016 (2–6 May 2016)",
                    "75 (45 on-site, 30 remote)",
                ],
                ["11:00-12:45", "Action Line C8", "UNESCO", "* Multilingualism", "* –", "approx 60"],
            ],
            "Wednesday, 27 May",
            [
                ["Time", "Session", "Facilitators", "Highlights", "Outcomes", "Attendance"],
                [
                    "14.30-16.15",
                    "AL C9 – Media",
                    "UNESCO",
                    "* Safety of journalists",
                    "* World Press Freedom Day",
                    "80-90",
                ],
                [
                    "16:30 – 18:15",
                    "AL C11: International and regional cooperation",
                    "UN DESA, ITU",
                    "* SDGs",
                    "* Matrix",
                    "ca. 100",
                ],
            ],
            "Geneva, 12 June 2015",
        ),
        """
        WSIS Forum 2015 – Innovating Together | 2015-05-25 | 2015-05-29 | Geneva
        c4 | C4 | Capacity Building | 2015-05-26 | inferred | 09:00..10:45 | Europe/Zurich | exact 75 (75..75)
        c8 | C8 | C8 | 2015-05-26 | inferred | 11:00..12:45 | Europe/Zurich | approximate 60 (60..60)
        c9 | C9 | Media | 2015-05-27 | inferred | 14:30..16:15 | Europe/Zurich | range 85 (80..90)
        c11 | C11 | International and regional cooperation | 2015-05-27 | inferred | 16:30..18:15 | Europe/Zurich | approximate 100 (100..100)
        c4 | facilitator | ITU | ITU
        c4 | co-facilitator | UNESCO | UNESCO
        c8 | facilitator | UNESCO | UNESCO
        c9 | facilitator | UNESCO | UNESCO
        c11 | facilitator | UNDESA | UN DESA
        c11 | facilitator | ITU | ITU
        c4 | representative | Ms. Halima Letaka | @ ITU
        """,
    ),
    Edition(
        "Thematic meetings between two phases, of which one is dated before the table",
        (
            "World Summit on the Information Society",
            "Thematic meetings in the Tunis phase, 2004 – 2005",
            "Document WSIS-II/PC-2/DOC/4-E",
            "15 February 2005",
            "The following thematic meetings have been organized since the Geneva phase (10-12 December 2003).",
            [
                ["Title of meeting", "Date", "Place", "Organized by", "Participation", "Outcome", "Web site"],
                [
                    "WSIS Thematic Meeting on Countering Spam",
                    "7-9 July 2004",
                    "Geneva, Switzerland",
                    "ITU",
                    "More than 200 delegates",
                    "Chairman's report issued",
                    "http://www.itu.int/spam",
                ],
                [
                    "ICT4D Workshop for journalists",
                    "5 Oct. 2004",
                    "Kuala Lumpur",
                    "UNDP-APDIP; Orbicom",
                    "38",
                    "Guide to be published in 2005",
                    "http://www.apdip.net",
                ],
                [
                    'WSIS Thematic Meeting on "Measuring the Information Society"',
                    "7–9 February 2005",
                    "Geneva",
                    "UNCTAD, ITU, OECD, Eurostat & the UN Regional Commissions",
                    "over 250 participants, representing 88 countries",
                    "Core list of ICT indicators",
                    "http://www.unctad.org/wsis-stats",
                ],
                [
                    "Economic and Social Implications of ICT",
                    "17-19 January 2005",
                    "Antigua, Guatemala",
                    "Government of Guatemala; ITU; UNCTAD",
                    "",
                    "Antigua Declaration",
                    "www.itu.int/wsis/docs2/thematic/unctad",
                ],
                [
                    "Multi-stakeholder partnerships",
                    "June 2005 (dates to be confirmed)",
                    "Seoul (Republic of Korea)",
                    "Ministry of Information and Communication of Korea, ITU",
                    "",
                    "",
                    "–",
                ],
            ],
        ),
        """
        World Summit on the Information Society
        wsis-thematic-meeting-on-countering-spam | WSIS Thematic Meeting on Countering Spam | 2004-07-07..2004-07-09 | printed | Europe/Zurich | Geneva, Switzerland | minimum 200 (201..)
        ict4d-workshop-for-journalists | ICT4D Workshop for journalists | 2004-10-05 | printed | Asia/Kuala_Lumpur | Kuala Lumpur | exact 38 (38..38)
        wsis-thematic-meeting-on-measuring-the-information-society | WSIS Thematic Meeting on "Measuring the Information Society" | 2005-02-07..2005-02-09 | printed | Europe/Zurich | Geneva | minimum 250 (251..)
        economic-and-social-implications-of-ict | Economic and Social Implications of ICT | 2005-01-17..2005-01-19 | printed | America/Guatemala | Antigua, Guatemala
        multi-stakeholder-partnerships | Multi-stakeholder partnerships | Asia/Seoul | Seoul (Republic of Korea)
        wsis-thematic-meeting-on-countering-spam | facilitator | ITU | ITU
        ict4d-workshop-for-journalists | facilitator | UNDP | UNDP | unit APDIP
        ict4d-workshop-for-journalists | facilitator | ? | Orbicom
        wsis-thematic-meeting-on-measuring-the-information-society | facilitator | UNCTAD | UNCTAD
        wsis-thematic-meeting-on-measuring-the-information-society | facilitator | ITU | ITU
        wsis-thematic-meeting-on-measuring-the-information-society | facilitator | OECD | OECD
        wsis-thematic-meeting-on-measuring-the-information-society | facilitator | ? | Eurostat
        wsis-thematic-meeting-on-measuring-the-information-society | facilitator | UN-REGIONAL-COMMISSIONS | UN Regional Commissions
        economic-and-social-implications-of-ict | facilitator | ? | Government of Guatemala
        economic-and-social-implications-of-ict | facilitator | ITU | ITU
        economic-and-social-implications-of-ict | facilitator | UNCTAD | UNCTAD
        multi-stakeholder-partnerships | facilitator | ? | Ministry of Information and Communication of Korea
        multi-stakeholder-partnerships | facilitator | ITU | ITU
        wsis-thematic-meeting-on-countering-spam | meeting | http://www.itu.int/spam | http://www.itu.int/spam
        ict4d-workshop-for-journalists | meeting | http://www.apdip.net | http://www.apdip.net
        wsis-thematic-meeting-on-measuring-the-information-society | meeting | http://www.unctad.org/wsis-stats | http://www.unctad.org/wsis-stats
        economic-and-social-implications-of-ict | meeting | http://www.itu.int/wsis/docs2/thematic/unctad | www.itu.int/wsis/docs2/thematic/unctad
        """,
        (("date-partial", "June 2005"),),
    ),
    Edition(
        "Dates, rooms and sub-themes in the meeting cell; other meetings among the comments",
        (
            "WSIS-related cluster of events 2008",
            "13-23 May 2008, Geneva",
            [
                [
                    "Action Line meeting",
                    "Facilitator",
                    "Co-facilitator",
                    "Key themes discussed/content",
                    "Decisions as to the way forward",
                    "Other comments",
                ],
                [
                    "Action Line C2 “Information and communication infrastructure”, 20 May 2008 (10h00 – 13h00)",
                    "ITU\nChair: Mr Haolin Zhu, Deputy Secretary-General of ITU",
                    "",
                    "Rural access",
                    "20 pilot projects selected; 15 June 2008: deadline for inputs\n20-30 experts will meet on 3 September",
                    "75 participants (the 2007 meeting had 40 participants).",
                ],
                [
                    "Action Line C4. Capacity Building.\nThursday 22 May from 10 to 13 hrs\nRoom II, Palais des Nations",
                    "UNDP (tbc)",
                    "ITU, UNESCO and UNITAR",
                    "Training",
                    "See C2",
                    "About forty-five participants attended the meeting, half of them women.\nPhotos: www.flickr.com/photos/wsis2008/",
                ],
                [
                    "C7 – E-environment\n\n21 May (afternoon)",
                    "WMO; UNEP",
                    "–",
                    "Climate",
                    "Next meeting 2009",
                    "Meeting attended by approximately 30 people. There will be no webcast.",
                ],
                ["C7 – E-government (postponed)", "UN DESA", "ITU", "", "", "The meeting did not take place"],
                [
                    "Action Lines C8 & C9: Cultural diversity and media\n23rd May 2008\n3 – 6 pm",
                    "UNESCO\nChaired by: Mr. A. Walid Kemal",
                    "",
                    "Media",
                    "",
                    "Over 80 participants; 5 panels; 3 ministers. Webcast: www.unesco.org/webcast",
                ],
            ],
        ),
        """
        WSIS-related cluster of events 2008 | 2008-05-13 | 2008-05-23 | Geneva
        c2 | C2 | Information and communication infrastructure | 2008-05-20 | printed | 10:00..13:00 | Europe/Zurich | exact 75 (75..75)
        c4 | C4 | Capacity Building | 2008-05-22 | inferred | 10:00..13:00 | Europe/Zurich | Room II, Palais des Nations | approximate 45 (45..45)
        c7-e-environment | C7 | E-environment | 2008-05-21 | inferred | Europe/Zurich | approximate 30 (30..30)
        c7-e-government-postponed | C7 | E-government (postponed) | Europe/Zurich
        c8 | C8 | Cultural diversity and media | 2008-05-23 | printed | 15:00..18:00 | Europe/Zurich | minimum 80 (81..) | webcast
        c2 | facilitator | ITU | ITU
        c4 | facilitator | UNDP | UNDP | to_be_confirmed: tbc
        c4 | co-facilitator | ITU | ITU
        c4 | co-facilitator | UNESCO | UNESCO
        c4 | co-facilitator | UNITAR | UNITAR
        c7-e-environment | facilitator | WMO | WMO
        c7-e-environment | facilitator | UNEP | UNEP
        c7-e-government-postponed | facilitator | UNDESA | UN DESA
        c7-e-government-postponed | co-facilitator | ITU | ITU
        c8 | facilitator | UNESCO | UNESCO
        c2 | chair | Mr Haolin Zhu | Deputy Secretary-General | @ ITU
        c8 | chair | Mr. A. Walid Kemal
        c4 | comments | http://www.flickr.com/photos/wsis2008/ | www.flickr.com/photos/wsis2008/
        c8 | comments | http://www.unesco.org/webcast | www.unesco.org/webcast
        """,
    ),
    Edition(
        "Units, statuses, chairs and companies in facilitator cells",
        (
            "Cluster of WSIS events, Geneva, 9 to 19 May 2006",
            [
                ["Action Line", "Date", "Facilitator", "Co-facilitator", "Comments"],
                [
                    "Action Line C1: Theme 1",
                    "11 May 2006",
                    "UNDESA - Division for Public Administration and Development Management",
                    "UNDP – invited",
                    "",
                ],
                [
                    "Action Line C2: Theme 2",
                    "12 May 2006",
                    "ITU (confirmed by participants). Chairperson: Mr. Marcus Jonson, Director, TSB",
                    "APC (confirmed), World Bank (TBC) and UNIDO",
                    "",
                ],
                [
                    "Action Line C3: Theme 3",
                    "13 May 2006",
                    "UNESCO and FAO, all confirmed",
                    "None proposed",
                    "",
                ],
                [
                    "Action Line C4: Theme 4",
                    "14 May 2006",
                    "UNDP [to be confirmed]",
                    "UNESCO may be considered as co-facilitator. ITU has expressed interest.",
                    "",
                ],
                [
                    "Action Line C5: Theme 5",
                    "15 May 2006",
                    "International Telecommunication Union (ITU), Corporate Strategy Division\n(Mr. Robert Sharpe)",
                    "Microsoft Corp.; Government of Tunisia (ATI)",
                    "",
                ],
                [
                    "Action Line C6: Theme 6",
                    "16 May 2006",
                    "UNDP, together with ITU and the World Bank Group",
                    "UNCTAD; UN/ECE",
                    "",
                ],
                [
                    "Action Line C8: Theme 8",
                    "18 May 2006",
                    "UNESCO\n(to be confirmed)\nCo-chairs: Mr. A. Kemal and Ms. B. Stein",
                    "Intel Corp. & Council of Europe (proposed)",
                    "",
                ],
                [
                    "Action Line C9: Theme 9",
                    "19 May 2006",
                    "UNESCO\nMs. Margit Schmitt",
                    "Reporters sans frontières; IFLA, IPU",
                    "",
                ],
            ],
        ),
        """
        Cluster of WSIS events, Geneva, 9 to 19 May 2006 | 2006-05-09 | 2006-05-19 | Geneva
        c1 | C1 | Theme 1 | 2006-05-11 | printed | Europe/Zurich
        c2 | C2 | Theme 2 | 2006-05-12 | printed | Europe/Zurich
        c3 | C3 | Theme 3 | 2006-05-13 | printed | Europe/Zurich
        c4 | C4 | Theme 4 | 2006-05-14 | printed | Europe/Zurich
        c5 | C5 | Theme 5 | 2006-05-15 | printed | Europe/Zurich
        c6 | C6 | Theme 6 | 2006-05-16 | printed | Europe/Zurich
        c8 | C8 | Theme 8 | 2006-05-18 | printed | Europe/Zurich
        c9 | C9 | Theme 9 | 2006-05-19 | printed | Europe/Zurich
        c1 | facilitator | UNDESA | UNDESA | unit Division for Public Administration and Development Management
        c1 | co-facilitator | UNDP | UNDP | proposed: invited
        c2 | facilitator | ITU | ITU | confirmed: confirmed by participants
        c2 | co-facilitator | APC | APC | confirmed: confirmed
        c2 | co-facilitator | WORLD-BANK | World Bank | to_be_confirmed: TBC
        c2 | co-facilitator | UNIDO | UNIDO
        c3 | facilitator | UNESCO | UNESCO | confirmed: all confirmed
        c3 | facilitator | FAO | FAO | confirmed: all confirmed
        c4 | facilitator | UNDP | UNDP | to_be_confirmed: to be confirmed
        c4 | co-facilitator | UNESCO | UNESCO | proposed: may be considered as co-facilitator
        c4 | co-facilitator | ITU | ITU | proposed: has expressed interest
        c5 | facilitator | ITU | International Telecommunication Union (ITU) | unit Corporate Strategy Division
        c5 | co-facilitator | MICROSOFT | Microsoft Corp.
        c5 | co-facilitator | ? | Government of Tunisia (ATI)
        c6 | facilitator | UNDP | UNDP
        c6 | facilitator | ITU | ITU
        c6 | facilitator | WORLD-BANK | World Bank Group
        c6 | co-facilitator | UNCTAD | UNCTAD
        c6 | co-facilitator | UNECE | UN/ECE
        c8 | facilitator | UNESCO | UNESCO | to_be_confirmed: to be confirmed
        c8 | co-facilitator | INTEL | Intel Corp.
        c8 | co-facilitator | COE | Council of Europe | proposed: proposed
        c9 | facilitator | UNESCO | UNESCO
        c9 | co-facilitator | RSF | Reporters sans frontières
        c9 | co-facilitator | IFLA | IFLA
        c9 | co-facilitator | IPU | IPU
        c2 | chair | Mr. Marcus Jonson | Director | @ TSB
        c5 | representative | Mr. Robert Sharpe | @ ITU
        c8 | co-chair | Mr. A. Kemal
        c8 | co-chair | Ms. B. Stein
        c9 | representative | Ms. Margit Schmitt | @ UNESCO
        """,
    ),
    Edition(
        "Numbered titles, and webcasts behind links",
        (
            "WSIS Forum, Geneva, 10-14 May 2010",
            [
                ["Meeting", "Date", "Facilitator", "Comments", "Links"],
                [
                    "1. Action Line C1: Governments\n[Webcast available|http://www.itu.int/webcast/c1]",
                    "10 May 2010",
                    "UNDESA",
                    "",
                    "–",
                ],
                [
                    "2. Action Line C2 : “Infrastructure”",
                    "10 May 2010",
                    "ITU",
                    "* [Webcast|http://www.itu.int/webcast/c2]",
                    "[Report|http://www.itu.int/r.doc]",
                ],
                [
                    "3. Action Line C3 :: Access;",
                    "10 May 2010",
                    "UNESCO",
                    "Webcast: http://www.itu.int/webcast/c3",
                    "tba",
                ],
                [
                    "4. Action Line C4",
                    "10 May 2010",
                    "ITU",
                    "See http://www.itu.int/webcast/c4 for slides",
                    "[Webcast|http://www.itu.int/w/4]; [Photos|http://www.itu.int/p/4]",
                ],
                ["5) Action Line C5 – Security –", "10 May 2010", "ITU", "Not webcast", ""],
            ],
        ),
        """
        WSIS Forum, Geneva, 10-14 May 2010 | 2010-05-10 | 2010-05-14 | Geneva
        c1 | C1 | Governments | 2010-05-10 | printed | Europe/Zurich | webcast
        c2 | C2 | Infrastructure | 2010-05-10 | printed | Europe/Zurich | webcast
        c3 | C3 | Access | 2010-05-10 | printed | Europe/Zurich | webcast
        c4 | C4 | C4 | 2010-05-10 | printed | Europe/Zurich | webcast
        c5 | C5 | Security | 2010-05-10 | printed | Europe/Zurich | no webcast
        c1 | facilitator | UNDESA | UNDESA
        c2 | facilitator | ITU | ITU
        c3 | facilitator | UNESCO | UNESCO
        c4 | facilitator | ITU | ITU
        c5 | facilitator | ITU | ITU
        c1 | meeting | http://www.itu.int/webcast/c1 | Webcast available
        c2 | comments | http://www.itu.int/webcast/c2 | Webcast
        c2 | meeting | http://www.itu.int/r.doc | Report
        c3 | comments | http://www.itu.int/webcast/c3 | http://www.itu.int/webcast/c3
        c4 | comments | http://www.itu.int/webcast/c4 | http://www.itu.int/webcast/c4
        c4 | meeting | http://www.itu.int/w/4 | Webcast
        c4 | meeting | http://www.itu.int/p/4 | Photos
        """,
    ),
    Edition(
        "Days above meetings; persons in columns of their own beside the facilitators",
        (
            "WSIS Forum 2018, 19-23 March 2018, Geneva",
            [
                [
                    "Action Line",
                    "Time",
                    "Facilitating agency",
                    "Moderator",
                    "Rapporteur",
                    "Themes",
                    "Outcomes",
                    "Participants",
                ],
                ["Tuesday 20 March 2018"],
                [
                    "C1",
                    "9h00 – 10h45",
                    "UNDESA",
                    "Mr. Denis Sural (UNDESA)",
                    "Ms. A. Jones",
                    "* SDG 16",
                    "* See report",
                    "51",
                ],
                [
                    "C9",
                    "11h00 – 12h45",
                    "UNESCO",
                    "Ms. Marta Lorenço, Chief of Section, UNESCO",
                    "–",
                    "* Fake news",
                    "* Follow up in 2019",
                    "approximately 70",
                ],
                ["Wednesday 21 March 2018"],
                ["C7: E-science", "16h30 – 18h15", "UNESCO, ITU", "tbc", "", "* Open science", "", "30-35"],
                ["Total: 3 sessions"],
            ],
        ),
        """
        WSIS Forum 2018, 19-23 March 2018, Geneva | 2018-03-19 | 2018-03-23 | Geneva
        c1 | C1 | C1 | 2018-03-20 | printed | 09:00..10:45 | Europe/Zurich | exact 51 (51..51)
        c9 | C9 | C9 | 2018-03-20 | printed | 11:00..12:45 | Europe/Zurich | approximate 70 (70..70)
        c7-e-science | C7 | E-science | 2018-03-21 | printed | 16:30..18:15 | Europe/Zurich | range 32 (30..35)
        c1 | facilitator | UNDESA | UNDESA
        c9 | facilitator | UNESCO | UNESCO
        c7-e-science | facilitator | UNESCO | UNESCO
        c7-e-science | facilitator | ITU | ITU
        c1 | chair | Mr. Denis Sural | @ UNDESA
        c1 | rapporteur | Ms. A. Jones
        c9 | chair | Ms. Marta Lorenço | Chief of Section | @ UNESCO
        """,
    ),
    Edition(
        "An earlier cluster in the prose, persons and counts in cells",
        (
            "WSIS Follow-up: 2008 Cluster of WSIS-related Events",
            "The Cluster was held in Geneva from 13 to 23 May 2008. The previous Cluster (14-25 May 2007) had gathered 300 participants.",
            [
                [
                    "Action Line meeting",
                    "Moderator/Facilitator",
                    "Co-moderators/facilitators",
                    "Key themes discussed/content",
                    "Decisions as to the way forward",
                    "Other comments",
                ],
                [
                    "Action Line C2: Information and Communication Infrastructure (incl. broadband)\n15 May 2008, 15h00-18h00 (Room XI)",
                    "ITU (BDT)\nChair: Mr. Jaromir Pondra",
                    "APC, World Bank (infoDev)",
                    "* Backbone\n* Access\n>* Rural\n>>* Telecentres",
                    "* ITU will organize a meeting in Nairobi on 17 October 2008",
                    "* Around 70 participants\n* Webcast: http://www.itu.int/ibs/sg/spu/200805wsis/index.html\n* More information: Ms. C. Bonetti (carla.bonetti@itu.int)",
                ],
                [
                    "Action Line C5: Building confidence and security in the use of ICTs\n22-23 May 2008",
                    "ITU\nChaired by H.E. Mr. Blaise Combary, Minister of Posts, Burkina Faso\nRapporteur: Dr. Marko Gerike",
                    "idem",
                    "* Cybersecurity",
                    "* Third meeting in 2009",
                    "* 100 participants on 22 May and 90 participants on 23 May",
                ],
                [
                    "Action Line C7: e-learning and e-science (joint meeting)\n19 May\nmorning",
                    "UNESCO",
                    "",
                    "* OER",
                    "* A CD-ROM",
                    "* 25+ participants.\n* The meeting was webcast",
                ],
                [
                    "Action Line C11: International and regional cooperation\n15 May, 10:00 – 11:30 a.m. Geneva time",
                    "UN DESA (New York Office)",
                    "UN Regional Commissions: ECA, ECE, ECLAC, ESCAP, ESCWA",
                    "* MDGs",
                    "* –",
                    "* Nil",
                ],
            ],
        ),
        """
        WSIS Follow-up: 2008 Cluster of WSIS-related Events | 2008-05-13 | 2008-05-23 | Geneva
        c2 | C2 | Information and Communication Infrastructure (incl. broadband) | 2008-05-15 | printed | 15:00..18:00 | Europe/Zurich | Room XI | approximate 70 (70..70) | webcast
        c5 | C5 | Building confidence and security in the use of ICTs | 2008-05-22..2008-05-23 | printed | Europe/Zurich
        c7-e-learning-and-e-science-joint-meeting | C7 | e-learning and e-science (joint meeting) | 2008-05-19 | inferred | Europe/Zurich | minimum 25 (25..) | webcast
        c11 | C11 | International and regional cooperation | 2008-05-15 | inferred | 10:00..11:30 | Europe/Zurich
        c2 | facilitator | ITU | ITU | unit BDT
        c2 | co-facilitator | APC | APC
        c2 | co-facilitator | WORLD-BANK | World Bank | unit infoDev
        c5 | facilitator | ITU | ITU
        c5 | co-facilitator | APC | APC
        c5 | co-facilitator | WORLD-BANK | World Bank | unit infoDev
        c7-e-learning-and-e-science-joint-meeting | facilitator | UNESCO | UNESCO
        c11 | facilitator | UNDESA | UN DESA | unit New York Office
        c11 | co-facilitator | UN-REGIONAL-COMMISSIONS | UN Regional Commissions
        c11 | co-facilitator | ECA | ECA
        c11 | co-facilitator | UNECE | ECE
        c11 | co-facilitator | ECLAC | ECLAC
        c11 | co-facilitator | ESCAP | ESCAP
        c11 | co-facilitator | ESCWA | ESCWA
        c2 | chair | Mr. Jaromir Pondra
        c5 | chair | H.E. Mr. Blaise Combary | Minister of Posts, Burkina Faso
        c5 | rapporteur | Dr. Marko Gerike
        c2 | comments | http://www.itu.int/ibs/sg/spu/200805wsis/index.html | http://www.itu.int/ibs/sg/spu/200805wsis/index.html
        c2 | comments | mailto:carla.bonetti@itu.int | carla.bonetti@itu.int
        """,
        (("participants-differ", "100 participants on 22 May and 90 participants"),),
    ),
    Edition(
        "High-level meetings: sittings, chairs and co-chairs, rooms",
        (
            "Preparatory meetings for the overall review, New York",
            "Stocktaking of consultations in 2015",
            [
                [
                    "Title of the meeting",
                    "Date(s) and time(s)",
                    "Venue",
                    "Chair",
                    "Co-chairs",
                    "Number of participants",
                    "Outcome",
                    "Web page",
                ],
                [
                    "First preparatory meeting",
                    "1 July 2015, 10 a.m.–1 p.m. and 3–6 p.m.",
                    "Trusteeship Council Chamber",
                    "H.E. Ms. Lina Nasser (United Arab Emirates)",
                    "–",
                    "around 200",
                    "Roadmap",
                    "https://publicadministration.un.org/wsis10/",
                ],
                [
                    "Informal consultations (first round)",
                    "22 Oct 2015, 10am",
                    "Conference Room 4",
                    "",
                    "H.E. Mr. Jānis Mazurs, Permanent Representative of Latvia, and H.E. Ms. Lina Nasser",
                    "n.a.",
                    "Zero draft issued on 9 October 2015",
                    "",
                ],
                [
                    "Interactive consultation with stakeholders",
                    "19–20 October 2015 (all day)",
                    "ECOSOC Chamber",
                    "Mr. Lenny Monteiro, Assistant Secretary-General, UN-DESA",
                    "",
                    "> 300 (incl. online)",
                    "Summary",
                    "Webcast: http://webtv.un.org",
                ],
                [
                    "High-level meeting of the General Assembly",
                    "15 and 16 December 2015",
                    "General Assembly Hall",
                    "President of the General Assembly",
                    "",
                    "about 1,000 delegates",
                    "Resolution 70/125",
                    "UN Web TV",
                ],
            ],
        ),
        """
        Preparatory meetings for the overall review, New York | New York
        first-preparatory-meeting | First preparatory meeting | 2015-07-01 | printed | 10:00..18:00 | America/New_York | Trusteeship Council Chamber | approximate 200 (200..200)
        informal-consultations-first-round | Informal consultations (first round) | 2015-10-22 | printed | 10:00 | America/New_York | Conference Room 4
        interactive-consultation-with-stakeholders | Interactive consultation with stakeholders | 2015-10-19..2015-10-20 | printed | America/New_York | ECOSOC Chamber | minimum 300 (301..) | webcast
        high-level-meeting-of-the-general-assembly | High-level meeting of the General Assembly | 2015-12-15..2015-12-16 | printed | America/New_York | General Assembly Hall | approximate 1000 (1000..1000)
        first-preparatory-meeting | chair | H.E. Ms. Lina Nasser | @ United Arab Emirates
        informal-consultations-first-round | co-chair | H.E. Mr. Jānis Mazurs | Permanent Representative of Latvia
        informal-consultations-first-round | co-chair | H.E. Ms. Lina Nasser
        interactive-consultation-with-stakeholders | chair | Mr. Lenny Monteiro | Assistant Secretary-General | @ UNDESA
        first-preparatory-meeting | meeting | https://publicadministration.un.org/wsis10/ | https://publicadministration.un.org/wsis10/
        interactive-consultation-with-stakeholders | meeting | http://webtv.un.org | http://webtv.un.org
        """,
        (("not-understood", "President of the General Assembly"), ("not-understood", "UN Web TV")),
    ),
]
EACH = pytest.mark.parametrize("one", EDITIONS, ids=[one.name for one in EDITIONS])


@EACH
def test_values(one: Edition, tmp_path: Path) -> None:
    """Every value of the report, its meetings, facilitators, people and links is as a person reads it."""
    expected = [line.strip() for line in one.lines.strip().splitlines()]

    assert stated(edition(one.blocks, tmp_path)) == expected


@EACH
def test_warnings(one: Edition, tmp_path: Path) -> None:
    """Nothing harmless is warned of, and all text is accounted for."""
    found = edition(one.blocks, tmp_path)

    assert warnings(found) == list(one.warned)
    assert found.ledger.unaccounted() == []
