
onboarding-letter-subject = Sus organizaciones
onboarding-letter-text = Esta dirección pertenece a un miembro de:
onboarding-letter-open = Abrir { $name }
onboarding-letter-small = Si no lo ha pedido, ignore este correo.
