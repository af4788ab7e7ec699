global using System.Text.Json;
global using Psutil.Diagnostics;
