mail-via-outlay = { $sender } a través de Outlay
mail-or-open = O abra esta dirección:
mail-demo-title = Correo de la demostración
mail-demo-text = Nada sale de este equipo: lo que se habría enviado se muestra aquí, lo más reciente primero, hasta que la demostración se detenga.
mail-demo-elsewhere = Los correos de cada organización están en la misma dirección de su propio host.
mail-demo-none = Aún no hay correos
mail-demo-none-text = Las invitaciones, las contraseñas olvidadas y los avisos aparecen aquí.
mail-unsubscribe = Dejar de recibir estos correos
