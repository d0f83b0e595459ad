class Absent {
  constructor() {
    throw new Error('Sign-in dialogs are not part of Savoir')
  }
}
class Dialog extends Absent {}
Dialog.EndOfTurn = { status: 'waiting' }

module.exports = {
  Dialog,
  DialogSet: Absent,
  OAuthPrompt: Dialog,
  WaterfallDialog: Dialog,
  DialogTurnStatus: { empty: 'empty', waiting: 'waiting', complete: 'complete', cancelled: 'cancelled' },
}
