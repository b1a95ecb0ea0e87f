//! Whole reports of matches that nobody played, of many houses and leagues: who met, how it ended and who scored when.

use touchline::facts::FactValue;
use touchline::football::{ScoreKind, Side};

use crate::support::prose;

/// `Marlow 2-1 Elm: Odo 12, Lund / Ames 80`: the side named first scored what stands before the stroke.
fn told(report: &str) -> String {
    let matches = prose::reading(report).matches;
    let [game] = &matches[..] else {
        return format!("{} matches", matches.len());
    };
    let score = game.facts.iter().find_map(|fact| match &fact.value {
        FactValue::Score(ScoreKind::Final, score) => Some(format!("{}-{}", score.home, score.away)),
        _ => None,
    });
    let goals = |side: Side| {
        let of_side = game.facts.iter().filter_map(|fact| match &fact.value {
            FactValue::Goal(told) if told.goal.credited_to() == side => {
                let scorer = told.goal.scorer.as_deref().unwrap_or("?");
                let surname = scorer.rsplit(' ').next().unwrap_or(scorer);
                let minute = told.goal.moment.as_ref().and_then(|moment| moment.at);
                Some(minute.map_or_else(|| surname.to_owned(), |at| format!("{surname} {at}")))
            }
            _ => None,
        });
        of_side.collect::<Vec<_>>().join(", ")
    };
    format!(
        "{} {} {}: {} / {}",
        game.home.name,
        score.unwrap_or_else(|| "?".to_owned()),
        game.away.name,
        goals(Side::Home),
        goals(Side::Away)
    )
}

/// What is told of each report.
const REPORTS: &[(&str, &str)] = &[
    (
        "Tarn Bridge 1-1 Oldcastle Town: Weir / Said",
        r#"Ten-man Oldcastle Town came from behind to rescue a point at Tarn Bridge.

The visitors were up against it from the 24th minute, when Lee Marchant was shown a straight red card for hauling down Nathan Weir as he bore down on goal.

Weir made them pay just before the interval. The winger exchanged passes with Josh Kell and swept a shot into the bottom corner for his sixth of the campaign.

However, Bridge could not find a second, and they paid the price midway through the second period. A long throw was only half cleared and Yusuf Said smashed the loose ball in off the underside of the bar.

Kell went close twice in the closing stages, but Oldcastle hung on for a draw that leaves both sides in mid-table.
"#,
    ),
    (
        "Kirkhaven 4-2 Dunmore Thistle: Baird 11', Muir 16', Lennox 60', Lennox 84' / Petrie 4', Sneddon 45'",
        r#"KIRKHAVEN moved to within two points of the summit after seeing off Dunmore Thistle in a six-goal thriller at Shore Park.

Jamie Lennox was the hero for the home side with two goals in the second half, the first of them a contender for goal of the season.

The Haven were behind after only four minutes when Craig Petrie headed home an inswinging corner. They were level on 11 minutes, Ross Baird finishing off a slick move down the left, and five minutes later Callum Muir made it 2-1 from the penalty spot after the Thistle keeper had brought down Baird.

Thistle equalised on the stroke of half-time through Greg Sneddon, whose shot squirmed under the body of Tam Innes.

Lennox restored Kirkhaven's lead on the hour with a dipping 30-yard volley, then wrapped up the points in the 84th minute, running half the length of the pitch before slotting past McNab.
"#,
    ),
    (
        "Ridgemont 3-2 Bayfield: Ortiz 22', Coles, Ortiz 108' / Vann 9', Ng 88'",
        r#"RIDGEMONT, Calif. -- Danny Ortiz scored in the 108th minute to lift Ridgemont to a 3-2 overtime victory over Bayfield in the CIF Division II semifinals Tuesday night.

The senior forward took a pass from Will Coles, beat a defender and fired into the left corner for his 31st goal of the year as the Rams (18-3-2) advanced to Saturday's final.

Bayfield (16-5-1) had forced overtime when Kevin Ng headed in a cross from Tyler Vann with two minutes left in regulation. Vann opened the scoring in the ninth minute on a penalty kick.

Ortiz tied it in the 22nd minute and Coles gave the hosts a 2-1 lead early in the second half.

Ridgemont goalkeeper Eli Ford made seven saves. The Gulls' Marcus Webb had five.
"#,
    ),
    (
        "Sunderpur SC 2-0 Barakpur Athletic: Das 58', Singh 68' / ",
        r#"Kolkata: Sunderpur SC notched up their third straight win in the Premier Division 'A' of the CFL with a 2-0 victory over Barakpur Athletic at the Rabindra ground on Thursday.

After a barren first half, medio Subho Das put Sunderpur ahead in the 58th minute off a long ranger which took a slight deflection before beating goalkeeper Arnab Pal.

Striker Jiten Singh doubled the tally ten minutes later, when he headed home a corner taken by Das.

Barakpur's best chance fell to Tapas Roy, but the forward shot over the crossbar from handshaking distance in the dying moments.
"#,
    ),
    (
        "Holmford 0-1 Ashdown:  / Ridley",
        r#"Holmford's play-off hopes suffered a major dent as they slipped to a narrow home defeat against struggling Ashdown.

Luke Ridley got the only goal of a poor game, bundling in from close range early in the second half after Holmford failed to deal with a corner.

The Blues huffed and puffed but rarely troubled Ashdown keeper Will Sharman, and when they did get a sight of goal, Tom Beech dragged wide.

Ashdown might have had a second. Ridley broke clear with quarter of an hour remaining, but his chip landed on top of the net.

The defeat leaves Holmford four points off fifth place with six games to play.
"#,
    ),
    (
        "FC Gravenhof 1-2 SV Altmark: Brandt 14' / Kolb 30', Yilmaz 85'",
        r#"SV Altmark climbed out of the relegation zone with a 2-1 win at FC Gravenhof in the second division on Friday.

Emre Yilmaz struck the winner with five minutes left, curling in from 18 yards after the hosts had failed to clear a free kick.

Gravenhof, who have won only once in nine matches, had gone in front in the 14th through Timo Brandt. The midfielder's shot clipped the heel of Altmark captain Jonas Kolb on its way past keeper Sven Adler.

Kolb atoned for that on the half hour, rising to nod in at the far post from a Yilmaz corner.
"#,
    ),
    (
        "Umbala Stars 1-0 Green Rangers: Chanda 67' / ",
        r#"A second half strike by substitute Moses Chanda handed Umbala Stars a hard-fought victory over Green Rangers in a Super League week five encounter played at Independence Stadium yesterday.

Chanda, who replaced Joseph Zulu at the start of the second half, found the back of the net in the 67th minute after being set up by skipper Kelvin Mwale.

The visitors piled on the pressure in search of an equaliser but Stars goalkeeper Danny Phiri stood tall between the sticks to keep a clean sheet.

Rangers coach Boyd Tembo blamed his strikers for the loss. "We created chances but we failed to utilise them," he said.
"#,
    ),
    (
        "Port Lorne 2-2 Camrose: Vickers 23', Dunn 87' / Haddad 17', Haddad",
        r#"Port Lorne twice fought back to claim a point against league newcomers Camrose at the Quayside.

Camrose drew first blood when Sami Haddad raced on to a ball over the top and lobbed the onrushing Phil Crane on 17 minutes. Their lead lasted just six minutes, Jake Vickers arrowing a free-kick over the wall and in.

Haddad was not finished and he put Camrose back in front from close range shortly after the hour.

The Seasiders kept plugging away, however, and with three minutes remaining they were rewarded. Vickers swung in a deep cross, Carl Bates nodded it back and there was Alfie Dunn to stab home the equaliser.
"#,
    ),
    (
        "Northwick 0-0 Calder:  / ",
        r#"Northwick and Calder had to settle for a point each after a forgettable stalemate at the Rec.

The best opportunity of the first half fell to Calder striker Ed Voce, whose header was tipped over by Liam Frost. At the other end Rhys Tate shot straight at Adam Bell.

Northwick thought they had snatched it in the last minute, but Tate's effort was chalked off for a push.
"#,
    ),
    (
        "Lowther 1-3 Ash Green: Pratt 55' / Coyle 6', Nunn, Coyle",
        r#"Ash Green made it back-to-back wins for the first time this season with a deserved 3-1 success at Lowther on Tuesday.

Darren Coyle was the star of the show, scoring one in each half, and Ricky Nunn added a third after Lowther had briefly threatened a fightback.

It took the visitors just six minutes to open their account. Nunn's corner was flapped at by home keeper Joe Lamb and Coyle could hardly miss from a yard out.

Lowther should have been level when Scott Pratt was sent clear, but he shot tamely at Dean Hobbs. Pratt did find a way past Hobbs on 55 minutes, turning in Kyle Webb's low centre.

Any hopes of a comeback evaporated when Coyle nodded in his second, and Nunn's late strike rubbed salt into the wounds.
"#,
    ),
    (
        "Real Montaña 1-2 Deportivo Oriente: Vega 45' / Peña 58', Ibarra 81'",
        r#"Deportivo Oriente came from a goal down to win 2-1 at Real Montaña on Sunday and keep alive their slim hopes of avoiding the drop.

Second-half strikes by Joaquín Peña and substitute Mikel Ibarra turned the game on its head after Luis Suárez Vega had fired Montaña in front on the stroke of halftime.

Peña levelled from the penalty spot in the 58th minute when Vega handled, and Ibarra bundled in the winner in the 81st after goalkeeper Rubén Cano spilled a cross.

Montaña finished with 10 men after Iker Sola was sent off for a second bookable offence.
"#,
    ),
    (
        "Tarkwa City 2-1 Bolga Stars: Mensah 20', Owusu 78' / ",
        r#"Tarkwa City returned to winning ways in the Ghana Premier League after beating Bolga Stars 2-1 at the Akoon Park on Sunday.

The hosts took the lead through Daniel Mensah in the 20th minute but the visitors restored parity five minutes before recess courtesy Haruna Issah.

After the recess, coach Isaac Boateng introduced Prince Owusu for Mensah and the change paid off as the former netted the match winner with 12 minutes remaining on the clock.
"#,
    ),
    (
        "Carver 4-0 Eastlake: Lopez 12', Kim, Lopez, Reyes 80' / ",
        r#"Sophia Lopez scored twice and assisted on another as the Carver girls soccer team cruised past Eastlake, 4-0, in a nonconference game Thursday.

Lopez put the Lady Tigers on the board 12 minutes in, beating the keeper to the near post. Hannah Kim made it 2-0 off a Lopez corner kick before halftime.

Lopez added her second of the night early in the second half and freshman Ana Reyes capped the scoring with 10 minutes to play.

Goalie Emma Stone needed to make just two saves to record her fifth shutout.
"#,
    ),
    (
        "Sparta Velden 3-1 Union Brük: Hak 23', Hak, Wit / Sørensen 31'",
        r#"AMSTERDAM (Reuters) - Sparta Velden moved three points clear at the top of the second tier after a double by Ruben Hak helped them to a 3-1 home win over Union Brük on Saturday.

Hak broke the deadlock after 23 minutes when he beat the offside trap and chipped over goalkeeper Lars Holm, only for Union to level eight minutes later through Danish forward Kasper Sørensen.

Captain Jeroen de Wit restored the lead early in the second half with a powerful header and Hak made sure of the points from close range in the 77th.
"#,
    ),
    (
        "Glenmore Celtic 1-0 Ardrahan: Burke 60' / ",
        r#"A solitary strike from Shane Burke was enough to see Glenmore Celtic overcome Ardrahan in Sunday's Western League clash.

In difficult conditions, chances were at a premium. Ardrahan's Padraig Ruane had the pick of them in the opening period, only to be foiled by the legs of Cian Fahy.

Burke's winner, on the hour mark, was a gem. Collecting a throw from Mick Coen, he swivelled and sent a looping volley over the helpless Darragh Nestor.
"#,
    ),
    (
        "Dynamo Orlova 2-2 Metalurg Zarya: Petrov, Ivanov / Kozlov, Sidorov 90'",
        r#"Dynamo Orlova squandered a two-goal lead to draw 2-2 at home to Metalurg Zarya on Sunday and miss the chance to go top.

Sergei Petrov and Dmitri Ivanov scored inside the opening half hour but Zarya hit back after the break through Alexei Kozlov's penalty and a last-minute leveller from Pavel Sidorov.
"#,
    ),
    (
        "Nyali Hotspurs 3-0 Coast Rangers: Otieno 8', Otieno, Mwangi / ",
        r#"Striker Brian Otieno bagged a brace as Nyali Hotspurs whipped Coast Rangers 3-0 in a one-sided FKF Division One match at Mombasa grounds on Saturday.

Otieno broke the deadlock in the eighth minute with a well taken free kick before doubling the score from the spot after he was fouled inside the box by Rangers defender Ali Salim.

Second half substitute Peter Mwangi sealed the victory for the hosts with a simple tap in at the stroke of full time.
"#,
    ),
    (
        "Hexley 0-0 Morton Park:  / ",
        r#"It finished goalless between Hexley and Morton Park, although quite how neither side found the net is anyone's guess.

Hexley hit the frame of the goal three times and Park's Dale Irwin missed a penalty in stoppage time.
"#,
    ),
];

#[test]
fn a_whole_report_is_read_as_a_reader_reads_it() {
    for (expected, report) in REPORTS {
        assert_eq!(told(report).trim_end(), expected.trim_end(), "{report}");
    }
}
