home-title = Inicio
home-look-through = Revisarlos
home-decide = Decidir
home-read-only = Puede leerlo todo, sin cambiar nada
home-nothing = Nada que hacer
home-drafts =
    { $count ->
        [one] { $number } borrador por enviar
       *[other] { $number } borradores por enviar
    }
home-in-approval = { $number } en aprobación
home-to-pay = { $number } por reembolsar
home-rejected =
    { $count ->
        [one] { $number } rechazado
       *[other] { $number } rechazados
    }

home-step-made = Crear su organización
home-step-made-hint = Cuenta en { $currency }, según los días de { $timezone }.
home-step-record = Registrar su primer gasto
home-step-record-hint = El importe, dónde y cuándo: lleva diez segundos.
home-step-keep = Guarde esta dirección
home-step-keep-hint = Inicia sesión en { $origin }; guárdela en favoritos.

home-ready = { $organization } está lista
home-first-steps = Primeros pasos
home-done = Hecho:
home-recent = Gastos recientes
home-all = Todos los gastos
home-empty = Aún no hay nada registrado
home-empty-text = Lo que registre aparece aquí, lo más reciente primero.
