members-no-own-role = Nadie cambia su propio rol. Pídaselo a otro propietario o administrador.
members-only-owner-makes-owner = Solo un propietario puede hacer propietario a alguien.
members-an-owner-stays = Una organización siempre tiene un propietario. Haga antes propietario a otra persona.
members-deactivated-already = { $name } está desactivado. Reactívelo antes.
members-not-oneself = Nadie se desactiva a sí mismo. Pídaselo a otro propietario o administrador.
members-only-owner-gives = Solo un propietario puede ceder la propiedad.
members-owner-already = Usted ya es propietario. Elija a otra persona.
members-forbidden = Solo los propietarios y administradores cambian quién es miembro.
members-only-owner-changes-owner = Solo un propietario puede cambiar a un propietario.
members-stale = { $name } se cambió después de que abriera la página. Mírelo de nuevo y decida.
members-only-another-deactivates = Solo otro propietario o administrador puede desactivar a un miembro.
members-only-owner-invites-owner = Solo un propietario puede invitar a un propietario.
members-only-owner-changes-invitation = Solo un propietario puede cambiar la invitación de un propietario.
members-joined-already = { $email } ya se ha unido.
members-revoked-already = La invitación de { $email } se anuló. Invítele de nuevo.

members-said-role =
    { $role ->
        [owner] { $name } es ahora propietario.
        [admin] { $name } es ahora administrador.
        [approver] { $name } es ahora aprobador.
        [auditor] { $name } es ahora auditor.
       *[member] { $name } es ahora miembro.
    }
members-said-approver = { $approver } recibe aviso de lo que envía { $name }.
members-said-no-approver = Sobre los gastos de { $name } puede decidir cualquiera que pueda hacerlo.
members-said-deactivated = { $name }: desactivado.
members-said-reactivated = { $name }: reactivado.
members-said-signed-out = { $name }: todas sus sesiones están cerradas.
members-said-ownership = { $name } es ahora propietario y usted es administrador.
members-said-invited-one = Invitación enviada a { $email }.
members-said-invited =
    { $count ->
        [one] Se ha invitado a { $count } persona.
       *[other] Se ha invitado a { $count } personas.
    }
members-said-sent-again = Se ha reenviado la invitación a { $email }.
members-said-revoked = Se ha anulado la invitación de { $email }.
members-many-invitations = Son muchas invitaciones. Envíe este formulario de nuevo dentro de { $seconds } segundos.

members-title = Miembros
members-cut = Se muestran los primeros { $most }. Busque un nombre para encontrar otros.
members-people =
    { $count ->
        [one] { $count } persona
       *[other] { $count } personas
    }
members-people-invited =
    { $count ->
        [one] { $count } invitada
       *[other] { $count } invitadas
    }
members-people-deactivated =
    { $count ->
        [one] { $count } desactivada
       *[other] { $count } desactivadas
    }
members-everybody = Todos
members-active = Activo
members-invited = Invitado
members-deactivated = Desactivado
members-deactivated-since = Desactivado desde el { $day }
members-limited = Puede invitar a { $most } personas hasta que se verifique el correo de un propietario.
members-expired = Caducada
members-until = Hasta el { $day }
members-anybody = Cualquiera que pueda decidir
members-deactivate-title = Desactivar a { $name }
members-drafts =
    { $count ->
        [one] { $count } borrador
       *[other] { $count } borradores
    }
members-in-approval = { $count } en aprobación
members-to-pay = { $count } por reembolsar

members-letter-subject = { $inviter } le invita a { $organization }
members-letter-text =
    { $role ->
        [owner] { $inviter } le invita a { $organization } como propietario, que puede hacerlo todo.
        [admin] { $inviter } le invita a { $organization } como administrador, que gestiona la organización.
        [approver] { $inviter } le invita a { $organization } como aprobador, que decide sobre los gastos.
        [auditor] { $inviter } le invita a { $organization } como auditor, que lo lee todo y no cambia nada.
       *[member] { $inviter } le invita a { $organization } para registrar sus gastos.
    }
members-letter-button = Aceptar la invitación
members-letter-small = El enlace sirve una sola vez, durante 7 días.
members-letter-ignore = Si no conoce { $organization }, ignore este correo: no ocurre nada.

members-join-title = Unirse a { $organization }
members-join-unknown = Esta invitación no se conoce
members-join-unknown-text = El enlace no está completo o la invitación se reenvió con uno más reciente. Pida una nueva a quien le invitó a { $organization }.
members-join-expired = Esta invitación es demasiado antigua
members-join-expired-text = Se podía aceptar durante 7 días. Pida una nueva a quien le invitó a { $organization }.
members-join-accepted = Esta invitación ya se ha aceptado
members-join-accepted-text = Una invitación sirve una sola vez. Si fue usted, inicie sesión con la dirección a la que se envió y la contraseña que eligió.
members-join-revoked = Esta invitación se ha retirado
members-join-revoked-text = Pida una nueva a quien le invitó a { $organization }.
members-join-invalid = Esta invitación ya no es válida
members-join-invalid-text = Quien la envió ya no puede invitarle a { $organization }. Pida una nueva a un propietario o administrador.
members-join-member = Usted ya es miembro
members-join-member-text = Alguien con esta dirección es miembro de { $organization }. Inicie sesión.
members-join-text =
    { $role ->
        [owner] { $inviter } le invita como propietario, que puede hacerlo todo.
        [admin] { $inviter } le invita como administrador, que gestiona la organización.
        [approver] { $inviter } le invita como aprobador, que decide sobre los gastos.
        [auditor] { $inviter } le invita como auditor, que lo lee todo y no cambia nada.
       *[member] { $inviter } le invita a registrar sus gastos.
    }

members-invite-people = Invitar a personas
members-not-invited = Aún sin invitar
members-addresses = Direcciones de correo
members-addresses-hint = Una o varias, separadas por comas, espacios o saltos de línea. Pueden llevar el nombre delante: { $example }.
members-invite = Invitar
members-search-label = Buscar miembros
members-name-or-email = Nombre o correo
members-status = Estado
members-search = Buscar
members-nobody-fits = Nadie coincide
members-nobody-fits-text = Busque otro nombre o vea a todos.
members-invited-people = Invitados
members-send-again = Reenviar
members-revoke = Anular
members-people-title = Personas
members-you = usted
members-role = Rol
members-approver = Aprobador
members-away = Ausente
members-not-signed-in = Aún no ha iniciado sesión
members-not-verified = sin verificar
members-since = Miembro desde
members-self = Su nombre, su dirección y su contraseña están en
members-self-profile = su perfil
members-role-text = Un rol nuevo se aplica de inmediato y cierra todas las sesiones de { $name }.
members-change-role = Cambiar rol
members-change-approver = Cambiar aprobador
members-access = Acceso
members-deactivate-follows = Desactivar…
members-reactivate = Reactivar
members-ownership = Propiedad
members-ownership-text = { $name } pasa a ser propietario y usted pasa a ser administrador.
members-give-ownership = Ceder la propiedad
members-deactivate-question = ¿Desactivar a { $name }?
members-deactivate-goes-on = Lo enviado o aprobado sigue su curso, porque el dinero se debe. Los propietarios y administradores pueden enviar los borradores o moverlos a la papelera.
members-deactivate-nothing-open = No tiene nada abierto.
members-deactivate-text = Se cierran todas las sesiones de { $name }, que ya no podrá iniciar sesión. Todo lo que registró se conserva. Puede reactivar a esta persona o invitar de nuevo su dirección.
members-deactivate = Desactivar
members-cancel = Cancelar
members-join = Unirse
