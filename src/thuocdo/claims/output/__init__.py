"""How are findings shown? One file a format; `thuocdo check --format` names them."""
