// Its own file because bundlers find workers by a relative URL; the code is Monaco's.
import "monaco-editor/editor/editor.worker";
