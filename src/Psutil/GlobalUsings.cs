global using System.Globalization;
global using Psutil.Platforms.Unix;
global using Psutil.Platforms.Unix.Parsing;
