/** French words that people use for each other at work, and forms of one word that no rule of endings joins: a line, a group. */
export const FRENCH_SYNONYMS = `
aller va vont ira allons allez vais
venir vient viens viennent venu
voir vois voit voient vu verra
savoir sait sais connaitre connait connu
recevoir recois recoit recu reception obtenir obtenu avoir
envoyer envoie envoi expedier transmettre adresser
payer paie paye paiement regler reglement verser versement
acheter achat acquerir
vendre vente vendu
choisir choix selectionner
perdre perdu perte egarer
trouver retrouver localiser
casser casse abimer endommager
voler vol
ecrire ecrit rediger redaction
lire lu lecture
dire dit
faire fait faisons
prendre pris prend
mettre mis
tenir tient tenu
garder conserver conservation stocker
partir quitter depart part
arriver arrivee venue
commencer debut debuter demarrer demarrage lancer
finir fin terminer achever
arreter arret stopper cesser interrompre
continuer poursuivre
reprendre reprise
attendre attente
ouvrir ouvert ouverture
fermer ferme fermeture
entrer entree acceder acces
sortir sortie
monter augmenter augmentation hausse
baisser baisse diminuer reduire reduction
ajouter ajout inserer
supprimer suppression effacer enlever retirer eliminer
modifier modification changer changement
remplacer remplacement
creer creation generer
corriger correction rectifier rectification
reparer reparation depanner depannage
resoudre resolution solution
annuler annulation
reporter report repousser decaler
bloquer blocage verrouiller
debloquer deverrouiller
activer activation
desactiver desactivation
installer installation
configurer configuration parametrer parametrage parametre reglage
sauvegarder sauvegarde
restaurer restauration recuperer recuperation
copier copie dupliquer duplicata
imprimer impression imprimante
numeriser scanner
telecharger telechargement
partager partage
connecter connexion
deconnecter deconnexion
inscrire inscription enregistrer enregistrement
verifier verification controler controle
valider validation confirmer confirmation
autoriser autorisation permettre permis permission
interdire interdit interdiction
refuser refus rejeter
accepter acceptation consentir consentement accord
demander demande requete
repondre reponse
expliquer explication
aider aide assistance soutien
informer information renseigner renseignement
prevenir avertir signaler signalement notifier notification
utiliser utilisation usage employer user
servir service
chercher recherche rechercher
montrer afficher affichage
cacher masquer
compter nombre quantite
calculer calcul
comparer comparaison difference
essayer essai tenter tester test
marcher fonctionner fonctionnement
probleme souci difficulte ennui
erreur faute
panne defaut dysfonctionnement bug bogue
plantage planter
danger dangereux risque
securite surete
proteger protection
sanctionner sanction punir penalite
plainte reclamation porter-plainte
loi legislation legal
regle reglement regles
obligation obligatoire devoir oblige
signer signature
tribunal juge justice
juriste avocat
responsable chef dirigeant
entreprise societe compagnie boite
employeur patron
employe salarie personnel travailleur collaborateur agent fonctionnaire
travail emploi boulot metier poste
travailler bosser
teletravail travail-a-distance distance
embaucher embauche recruter recrutement
licencier licenciement congedier renvoyer
demission demissionner
retraite pension
salaire paie remuneration traitement
prime bonus
conge conges vacances absence
malade maladie
guerir guerison soigner soin soins medicament
medecin docteur
hopital clinique
laver nettoyer nettoyage
enfant jeune mineur
parent mere pere maman papa
famille proche
maison domicile logement habitation
loyer location louer
etudiant eleve
enseignant professeur
universite faculte
cours formation
apprendre apprentissage
boire boisson
client acheteur
fournisseur vendeur prestataire
prix tarif cout
cher couteux
argent fonds
banque bancaire
virement transfert
pret credit
dette devoir
recu justificatif preuve
rembourser remboursement
impot taxe fiscal
assurance assurer
voiture vehicule auto automobile
velo bicyclette
bus autobus
avion vol
transport deplacement deplacer
voyage voyager sejour
ville commune municipalite
route rue
lieu endroit place
rendez-vous rdv
calendrier agenda planning
horaire heure
delai duree echeance
retard tard
maintenant actuellement
nouveau recent neuf
ancien vieux
grand gros
rapide vite
important essentiel necessaire
facile simple
difficile complique
meme identique
entier complet
prive personnel
secret confidentiel confidentialite
donnee information
fichier document
dossier repertoire
site web internet
ordinateur pc machine
telephone mobile cellulaire smartphone
appeler appel telephoner
ecran moniteur
logiciel application programme
mot-de-passe code
identifiant login
courriel mail email mel message
courrier lettre
photo image
enregistrement ecoute
pirater piratage pirate
violation fuite
declaration declarer
reunion rencontre seance
magasin boutique commerce
ecole scolaire
repas manger nourriture
etranger international
urgence urgent
dedommager dedommagement indemniser indemnisation compensation
camera video
`
