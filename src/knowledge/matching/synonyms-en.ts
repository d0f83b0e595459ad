/** English words that people use for each other at work, and forms of one word that no rule of endings joins: a line, a group. */
export const ENGLISH_SYNONYMS = `
buy bought purchase acquire
sell sold
pay paid payment
choose chose chosen choice select pick
send sent dispatch
receive received get got gotten obtain
give gave given provide supply
take took taken
lose lost misplace missing
find found locate
break broke broken damage
steal stole stolen theft
write wrote written
speak spoke spoken talk
know knew known knowledge
think thought
bring brought
teach taught train training
build built
keep kept retain
leave left quit depart
meet met meeting
spend spent
understand understood
hide hid hidden conceal
forget forgot forgotten
begin began begun start launch
drive drove driven
freeze froze frozen hang hung stuck
grow grew grown increase raise
fall fell fallen drop decrease decline
run ran
see saw seen view
sit sat
tell told inform notify
feel felt
hear heard
hold held
rise rose risen
show shown display
wear wore worn
win won
person people
child children kid
man men
woman women
foot feet
mouse mice
analysis analyses
index indices indexes
criterion criteria
datum data
fix repair mend solve resolve
error fault failure fail mistake
problem issue trouble
bug defect
crash abort
remove delete erase clear
uninstall remove
add append insert
create make made generate
change modify edit alter
update upgrade
replace substitute swap
exchange convert conversion
cancel annul revoke void
stop halt end terminate finish
continue resume proceed
try attempt
check verify validate confirm
test try
allow permit enable authorize authorise
forbid prohibit ban disallow
block lock
unlock unblock
disable deactivate off
enable activate on
turn switch toggle
join enter
login signin logon
logout signout logoff
signup register registration enrol enroll
password passphrase passcode pin
username login
user account
email mail message
attach attachment
inbox mailbox
folder directory
file document
picture image photo
screen display monitor
computer pc machine workstation
laptop notebook
phone telephone mobile cellphone smartphone
call phone ring
tv television
app application program software
website site
browser chrome firefox
link url hyperlink
download fetch
wifi wireless
internet web online
network lan
vpn tunnel
server host
backup copy
restore recover recovery
copy duplicate clone
print printer
scan scanner
folder dir
setting settings preference preferences option options configuration config
configure setup set
install installation setup
menu toolbar
button key
tab page
window pane
font typeface
color colour
size dimension
big large huge
small little tiny
fast quick rapid speed
slow sluggish lag
old ancient
new recent latest
wrong incorrect false bad
right correct proper
good fine
empty blank void
full complete entire whole
broken faulty defective
duplicate twice double repeated
missing absent lack
begin beginning
show display appear
hide invisible
search find look lookup seek
sort order arrange
filter sieve
list listing
number amount count quantity
total sum
part piece portion
kind type sort
way method manner
reason cause why
result outcome
example sample instance
difference differ distinction compare
same identical equal
help assist assistance support
question query ask inquiry enquiry
answer reply response respond
explain explanation describe
say tell
job work employment occupation profession
employee worker staff personnel
employer company firm business
boss manager supervisor
colleague coworker teammate
hire recruit recruitment employ
fire dismiss dismissal layoff
resign resignation quit
retire retirement pension
salary wage pay payroll
bonus premium
holiday vacation leave pto
sick ill illness disease sickness
doctor physician
hospital clinic
medicine drug medication
cure treat treatment remedy
pain ache hurt
child baby
pregnant pregnancy
die died death dead
house home
flat apartment
rent lease
shop store
customer client
seller vendor supplier
price cost fee charge
cheap inexpensive affordable
expensive costly
free gratis
refund reimburse reimbursement repay
money cash fund funds
loan credit
debt owe
bill invoice
tax vat
insurance insure
transfer send wire
withdraw withdrawal
car vehicle auto automobile
bike bicycle
bus coach
train rail railway
plane flight airplane
travel trip journey
road street
food meal eat ate eaten
drink drank
light lamp
door gate
chair seat
table desk
build building
office workplace
meeting appointment
calendar schedule agenda
plan planning
deadline due
late delay delayed
early soon
wait pending
now currently
begin commence
law legal legislation
rule policy regulation
right entitlement
contract agreement
sign signature
permission authorization consent approval approve
refuse reject deny decline
complain complaint
safe secure security safety
danger dangerous risk risky hazard
private confidential secret privacy
protect protection
hack hacker breach
virus malware
spam junk
fraud scam
id identity identification
proof evidence
certificate certification
version release
deploy deployment rollout ship
compile build
log journal
database db
row record
column field
request query
api interface
function method
parameter argument
string text
memory ram
disk drive storage
cpu processor
gpu graphics
container docker
job task
command instruction
terminal console shell
directory folder
path location
place location
near close nearby
far distant
city town
country nation
abroad overseas foreign
word term
name title
student pupil
learn study
course class
exam test
game play
family relative
parent mother father
marry married marriage wedding
animal pet
noise sound audio
quiet silent mute
exercise workout training
thin slim
`
