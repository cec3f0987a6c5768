web-skip = Ir al contenido
web-demo-notice = Esto es una demostración. Cualquiera puede iniciar sesión y todo puede restablecerse.
