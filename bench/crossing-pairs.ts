/** What a colleague asks in one language, and what another one once wrote of it in the other. */
export interface Crossing {
  readonly asked: string
  readonly title: string
  readonly answer: string
}

/** Asked in English, answered in French. All of it is invented. */
export const ENGLISH_ASKS: readonly Crossing[] = [
  say(
    'how do I renew the TLS certificate of the gateway?',
    'Renouvellement du certificat TLS',
    'Lancer certbot sur la passerelle, puis redémarrer nginx.',
  ),
  say(
    'kafka consumer lag, where to look first?',
    'Retard des consommateurs Kafka',
    'Regarder d’abord le groupe payments-v2 dans Grafana.',
  ),
  say(
    'ERR_CONN_4012 when I open the VPN',
    'Le VPN affiche ERR_CONN_4012',
    'Réinstaller le profil depuis le portail et relancer.',
  ),
  say(
    'where do I send invoices in Swiss francs?',
    'Factures en francs suisses',
    'À la comptabilité, avec le numéro de commande.',
  ),
  say('how many days of leave do I have left?', 'Solde de congés', 'Dans le portail RH, onglet Absences.'),
  say('who approves travel expenses?', 'Validation des frais de voyage', 'Le responsable, puis la comptabilité.'),
  say(
    'I forgot my password',
    'Mot de passe oublié',
    'Le bouton « Réinitialiser » de la page de connexion envoie un lien.',
  ),
  say(
    'the printer on the second floor does not print',
    'Imprimante du deuxième étage en panne',
    'Éteindre, attendre dix secondes, rallumer.',
  ),
  say(
    'how to restore a backup of the database?',
    'Restaurer une sauvegarde de la base de données',
    'pg_restore -d prod dump.pgc, jamais en heures ouvrées.',
  ),
  say('rollback of a deployment', 'Revenir en arrière après un déploiement', 'kubectl rollout undo deployment/api'),
  say(
    'can I work from home on Fridays?',
    'Télétravail le vendredi',
    'Deux jours par semaine, en accord avec l’équipe.',
  ),
  say('how do I get a badge for a visitor?', 'Badge pour un visiteur', 'Le demander à l’accueil la veille.'),
  say(
    'which supplier delivers the laptops?',
    'Fournisseur des ordinateurs portables',
    'Bellac Informatique, livraison en huit jours.',
  ),
  say('sick, what do I have to send?', 'Arrêt maladie : que faire ?', 'Envoyer l’arrêt aux RH sous 48 heures.'),
  say('where is the contract template?', 'Modèle de contrat', 'Dans le dossier Juridique du disque partagé.'),
  say(
    'rotate the API key of the staging environment',
    'Renouveler la clé API de l’environnement de recette',
    'vault write api/rotate, puis redéployer.',
  ),
  say('customer wants a refund', 'Remboursement d’un client', 'Ouvrir une demande dans Zeno, motif R3.'),
  say('when is the payroll run?', 'Date de la paie', 'Le 25 de chaque mois.'),
  say('how do I book a meeting room?', 'Réserver une salle de réunion', 'Dans l’agenda, « Ajouter une salle ».'),
  say('delivery is late, whom do I tell?', 'Retard de livraison', 'Prévenir la logistique, canal #livraisons.'),
]

/** Asked in French, answered in English. */
export const FRENCH_ASKS: readonly Crossing[] = [
  say(
    'comment configurer le webhook de Stripe ?',
    'Stripe webhook configuration',
    'Set the endpoint to /hooks/stripe and copy the secret to vault.',
  ),
  say(
    'erreur OOMKilled sur le pod de facturation',
    'Billing pod is OOMKilled',
    'Raise the memory limit to 2Gi in values.yaml.',
  ),
  say(
    'où sont les journaux du serveur ?',
    'Where to find the server logs',
    'journalctl -u api, or Loki for older ones.',
  ),
  say(
    'comment ajouter un utilisateur à Terraform ?',
    'Adding a user in Terraform',
    'Add them to users.tf and open a merge request.',
  ),
  say(
    'la connexion SSO échoue avec Okta',
    'SSO login fails with Okta',
    'Clear the cookies of the portal, then sign in again.',
  ),
  say(
    'quel est le délai de préavis pour une démission ?',
    'Notice period when resigning',
    'Three months, one during the trial period.',
  ),
  say(
    'comment traduire la page de prix ?',
    'Translation of the pricing page',
    'Edit locales/fr.json, and ask marketing for a review.',
  ),
  say('qui s’occupe de la sécurité incendie ?', 'Fire safety', 'Every floor has a warden, the list hangs at the door.'),
  say(
    'comment commander un nouveau clavier ?',
    'Ordering a keyboard or a mouse',
    'Through the IT shop, up to 80 euros without approval.',
  ),
  say(
    'où télécharger le logiciel de signature ?',
    'Signature software download',
    'From the software center, it is called SignDesk.',
  ),
  say(
    'accès refusé au dépôt git',
    'Access denied on the git repository',
    'Upload your key, then ask the owner of the group.',
  ),
  say(
    'comment se faire rembourser un billet de train ?',
    'Reimbursement of train tickets',
    'Scan the receipt and add it to the expense report.',
  ),
  say(
    'quelle est la politique de mots de passe ?',
    'Password policy',
    'Sixteen characters, no change unless there was an incident.',
  ),
  say(
    'le chauffage du bureau est cassé',
    'Heating in the office is broken',
    'Write to facilities, they come the same day.',
  ),
  say(
    'comment exporter les données d’un client ?',
    'Export of customer data',
    'bin/export --customer ID, the file lands in S3.',
  ),
  say('où stationner le vélo ?', 'Parking your bike', 'In the yard behind the warehouse, the badge opens it.'),
  say(
    'qui est responsable de la feuille de route ?',
    'Who owns the roadmap?',
    'Product: Ines for the app, Karl for the API.',
  ),
  say(
    'renouveler la licence IntelliJ',
    'IntelliJ license renewal',
    'Licenses renew themselves on 1 March, else ask IT.',
  ),
  say(
    'comment annuler une commande ?',
    'Cancelling an order',
    'Only before it is packed: button Cancel in the back office.',
  ),
  say(
    'réunion d’équipe : qui rédige le compte rendu ?',
    'Minutes of the team meeting',
    'We take turns, the order is on the wiki.',
  ),
]

function say(asked: string, title: string, answer: string): Crossing {
  return { asked, title, answer }
}
